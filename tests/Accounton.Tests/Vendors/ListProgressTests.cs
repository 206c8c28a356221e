using Accounton.Vendors;

namespace Accounton.Tests.Vendors;

public sealed class ListProgressTests
{
    [Fact]
    public void Pages_without_news_are_an_end_only_three_in_a_row()
    {
        var list = new ListProgress();
        foreach (var fresh in new[] { 0, 0, 1, 0, 0 })
            list.Add(fresh);
        Assert.False(list.HasNoEnd);

        list.Add(0);

        Assert.True(list.HasNoEnd);
    }

    [Fact]
    public void Ever_new_items_are_no_list_beyond_what_anybody_has()
    {
        var list = new ListProgress(most: 3);
        foreach (var id in new[] { "a", "b", "c" })
            Read(list, id);
        Assert.False(list.HasNoEnd);

        Read(list, "d");

        Assert.True(list.HasNoEnd);
    }

    [Fact]
    public void Ever_new_pages_are_no_list_either()
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
