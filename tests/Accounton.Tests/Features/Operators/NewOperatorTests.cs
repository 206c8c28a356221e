using System.Net;
using Accounton.Features.Operators;
using Accounton.Tests.Running;

namespace Accounton.Tests.Features.Operators;

public sealed class NewOperatorTests(OperatorSite site) : IClassFixture<OperatorSite>
{
    private static readonly TimeSpan LongerThanItHolds = TimeSpan.FromHours(25);

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Link_thatWasPrinted_makesAnOperatorOnce(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database);
        var (code, link, _) = await RunAsync(app, "nieuw@platform.test");
        var visitor = await Visitor.ComeAsync(app);

        var page = await visitor.LookAsync(link);
        using var began = await BeginAsync(visitor, link);
        using var offices = await visitor.GetAsync("/operator/offices");
        using var again = await BeginAsync(await Visitor.ComeAsync(app), link);

        Assert.Equal(0, code);
        Assert.Contains("nieuw@platform.test", page.Text, StringComparison.Ordinal);
        Assert.Equal("/", began.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, offices.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
    }

    [Fact]
    public async Task Link_thatIsTooOld_worksNoMore()
    {
        var (_, link, _) = await RunAsync(site.App, "traag@platform.test");
        site.Clock.Advance(LongerThanItHolds);

        using var answer = await BeginAsync(await site.ComeAsync(), link);

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    [Fact]
    public async Task Link_withAShortPassword_staysAsItWas()
    {
        var (_, link, _) = await RunAsync(site.App, "kort@platform.test");
        var visitor = await site.ComeAsync();

        using var refused = await BeginAsync(visitor, link, "kort");
        using var accepted = await BeginAsync(visitor, link);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
    }

    [Fact]
    public async Task Command_forAnOperatorThereIs_givesANewPassword()
    {
        var (_, link, _) = await RunAsync(site.App, App.Operator);

        using var began = await BeginAsync(await site.ComeAsync(), link);
        using var signedIn = await (await site.ComeAsync()).SignInAsync(App.Operator, "een lange zin");

        Assert.Equal("/", began.Headers.Location?.ToString());
        Assert.Equal("/", signedIn.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData(App.Admin, 1)]
    [InlineData("geen adres", 2)]
    [InlineData(null, 2)]
    public async Task Command_forAMemberOrNoAddress_saysWhyNot(string? email, int expected)
    {
        var (code, output, errors) = await RunAsync(site.App, email);

        Assert.Equal(expected, code);
        Assert.Empty(output);
        Assert.NotEmpty(errors);
    }

    private static async Task<(int Code, string Link, string Errors)> RunAsync(App app, string? email)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await NewOperator.RunAsync(app.Services, email is null ? [] : [email], output, errors);
        var link = output.ToString().Trim().Split('\n')[^1];
        return (code, link.Length == 0 ? "" : new Uri(link).PathAndQuery, errors.ToString());
    }

    private static Task<HttpResponseMessage> BeginAsync(Visitor visitor, string link, string password = "een lange zin") =>
        visitor.PostAsync("/welcome", new() { ["Token"] = Mailbox.TokenOf(link), ["Name"] = "Oona Operator", ["Password"] = password });
}
