using Accounton.Vendors;

namespace Accounton.Tests.Vendors;

public sealed class ListProgressTests
{
    [Fact]
    public void Pages_withoutNews_areAnEndOnlyThreeInARow()
    {
        var list = new ListProgress();
        foreach (var fresh in new[] { 0, 0, 1, 0, 0 })
            list.Add(fresh);
        Assert.False(list.HasNoEnd);

        list.Add(0);

        Assert.True(list.HasNoEnd);
    }

    [Fact]
    public void EverNewItems_areNoListBeyondWhatAnybodyHas()
    {
        var list = new ListProgress(most: 3);
        foreach (var id in new[] { "a", "b", "c" })
            Read(list, id);
        Assert.False(list.HasNoEnd);

        Read(list, "d");

        Assert.True(list.HasNoEnd);
    }

    [Fact]
    public void EverNewPages_areNoListEither()
    {
        var list = new ListProgress();
        var pages = 0;
        for (; !list.HasNoEnd; pages++)
            Read(list, $"{pages}");

        Assert.Equal(5_000, pages);
    }

    private static void Read(ListProgress list, string id)
    {
        list.Seen.Add(id);
        list.Add(1);
    }
}
