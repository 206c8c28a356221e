using Accounton.Web;

namespace Accounton.Tests.Web;

public sealed class NavigationTests
{
    [Fact]
    public void Sidebar_ofAMember_hasNoPlatform()
    {
        var items = Navigation.For(new("Ann", "ann@voorbeeld.test", "Kantoor Demo", [], IsAdmin: false, IsOperator: false))
            .SelectMany(section => section.Items);

        Assert.Equal(
            ["/", "/clients", "/questionnaires", "/settings/integrations", "/settings/members", "/help"], items.Select(item => item.Href));
    }

    [Fact]
    public void Sidebar_ofAnAdmin_hasTheOfficeAndItsLog()
    {
        var items = Navigation.For(new("Ann", "ann@voorbeeld.test", "Kantoor Demo", [], IsAdmin: true, IsOperator: false))
            .SelectMany(section => section.Items);

        Assert.Contains("/settings/office", items.Select(item => item.Href));
        Assert.Contains("/audit", items.Select(item => item.Href));
    }

    [Fact]
    public void Sidebar_ofAnOperator_hasNoOffice()
    {
        var items = Navigation.For(new("Oscar", "oscar@voorbeeld.test", null, [], IsAdmin: false, IsOperator: true))
            .SelectMany(section => section.Items);

        Assert.Equal(["/operator/offices", "/operator/mail", "/jobs", "/operator/help", "/help"], items.Select(item => item.Href));
    }

    [Theory]
    [InlineData("/", "/", true)]
    [InlineData("/", "/clients", false)]
    [InlineData("/clients", "/clients/12", true)]
    [InlineData("/clients", "/clients-old", false)]
    public void Item_isCurrent_onItsPageAndBelow(string href, string path, bool current) =>
        Assert.Equal(current, new NavigationItem("", href, "", _ => true).IsCurrent(path));
}
