using Accounton.Web.Charts;

namespace Accounton.Tests.Web.Charts;

public sealed class ChartTests
{
    private static readonly ChartSeries[] Series = [new("A", "a"), new("B", "b")];

    [Fact]
    public void Parts_ofABar_followOneAnotherToTheSameScale()
    {
        var chart = new Chart("", "", Series, [new("lang", [300, 100]), new("kort", [0, 100])]);

        Assert.Equal([(0, 750), (750, 250)], chart.Parts(chart.Rows[0]).Select(part => (part.From, part.Size)));
        Assert.Equal([("B", 0, 250)], chart.Parts(chart.Rows[1]).Select(part => (part.Series.Name, part.From, part.Size)));
    }

    [Fact]
    public void Parts_ofASmallNumberBesideABigOne_areSeenAndStayInside()
    {
        var chart = new Chart("", "", Series, [new("x", [20_000, 1])]);

        var parts = chart.Parts(chart.Rows[0]).ToArray();

        Assert.Equal([20_000, 1], parts.Select(part => part.Value));
        Assert.All(parts, part => Assert.True(part.Size >= 10));
        Assert.Equal(Chart.Length, parts[^1].From + parts[^1].Size);
    }

    [Fact]
    public void Sums_leaveOutWhatThereIsNoneOf()
    {
        var chart = new Chart("", "", Series, [new("x", [0, 2]), new("y", [0, 3])]);

        Assert.Equal([("B", 5)], chart.Sums().Select(sum => (sum.Series.Name, sum.Value)));
        Assert.False(chart.IsEmpty);
        Assert.True(new Chart("", "", Series, []).IsEmpty);
    }
}
