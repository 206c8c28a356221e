using System.Net;
using Accounton.Tests.Running;
using Accounton.Web;
using AngleSharp.Html.Parser;

namespace Accounton.Tests.Web;

public sealed class ContentRootTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("accounton-root-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Find_forAPublishedProgram_isItsOwnFolderEvenWithinTheProject()
    {
        _folder.CreateSubdirectory("wwwroot");
        var published = _folder.CreateSubdirectory("published");
        published.CreateSubdirectory("wwwroot");

        Assert.Equal(published.FullName, ContentRoot.Find([], published.FullName));
    }

    [Fact]
    public void Find_forABuiltProgram_isItsProject()
    {
        _folder.CreateSubdirectory("wwwroot");
        var built = _folder.CreateSubdirectory("bin").CreateSubdirectory("Debug").CreateSubdirectory("net10.0");

        Assert.Equal(_folder.FullName, ContentRoot.Find([], built.FullName));
    }

    [Fact]
    public void Find_withAFolderAskedFor_isThatFolder() =>
        Assert.Equal("/srv/accounton", ContentRoot.Find(["migrate", "--contentRoot=/srv/accounton"], _folder.FullName));

    [Fact]
    public async Task Start_fromAnotherFolder_findsItsFilesAndAnswersHead()
    {
        await using var database = await TestDatabase.MigratedAsync();
        string[] settings =
        [
            .. database.Settings.Select(s => $"--{s.Key}={s.Value}"),
            "--App:PublicUrl=http://localhost",
            "--DataProtection:AllowUnprotectedKeys=true",
        ];
        await using var app = await ServerProcess.StartAsync(Programs.Accounton, settings, "Production", from: _folder.FullName);
        using var http = new HttpClient { BaseAddress = app.Url };

        var page = new HtmlParser().ParseDocument(await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative), Cancelled));
        var sheets = page.QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!).ToList();

        Assert.NotEmpty(sheets);
        foreach (var sheet in sheets)
            Assert.NotEmpty(await http.GetByteArrayAsync(new Uri(sheet, UriKind.Relative), Cancelled));
        foreach (var address in (string[])["/sign-in", sheets[0], "/clients"])
        {
            using var get = await http.GetAsync(new Uri(address, UriKind.Relative), Cancelled);
            using var asked = new HttpRequestMessage(HttpMethod.Head, new Uri(address, UriKind.Relative));
            using var head = await http.SendAsync(asked, Cancelled);
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
            Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
            Assert.Equal(get.RequestMessage!.RequestUri, head.RequestMessage!.RequestUri);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
