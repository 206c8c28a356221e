using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Accounton.Localisation;
using Accounton.Tests.Running;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;

namespace Accounton.BrowserTests.Pages;

/// <summary>What holds for each page, whoever made it.</summary>
[Collection(nameof(Scenery))]
public sealed class EveryPageTests(Stage stage, Scenery scenery, ITestOutputHelper output) : BrowserTest(stage)
{
    /// <summary>So many windows look at the same time.</summary>
    private const int Windows = 3;

    /// <summary>A window looks at so many pages in turn.</summary>
    private const int PagesInAWindow = 20;

    public static TheoryData<string> Languages => [.. Language.All.Select(language => language.Code)];

    [Theory, MemberData(nameof(Languages))]
    public async Task Look_atEveryPage_findsNothingWrong(string code)
    {
        var language = Language.Find(code)!;
        var look = new PageLook(
            Folder(language),
            Endurance.IsAskedFor ? Thoroughness.AllSides : language == Language.Dutch ? Thoroughness.Twice : Thoroughness.Words);
        var visited = new ConcurrentBag<string>();
        var clock = Stopwatch.StartNew();

        await Parallel.ForEachAsync(Tours(), new ParallelOptions { MaxDegreeOfParallelism = Windows }, async (tour, _) =>
        {
            var window = await scenery.OpenAsync(tour[0].Who, PageLook.Window(language));
            await window.AddCookiesAsync([new() { Name = RequestLanguage.Cookie, Value = language.Code, Url = Stage.App.ToString() }]);
            var visit = new Visit(await WatchAsync(window), Stage.Texts.In(language), scenery);
            foreach (var state in tour)
                visited.Add(await look.AtAsync(visit, state));
        });

        output.WriteLine($"Figure: {EveryPage.All.Count} pages in {language.Name}, {look.Checks} "
            + $"runs of axe, {clock.Elapsed.TotalSeconds:0} s; pictures and HTML in {Folder(language)}");
        Assert.True(look.Faults.IsEmpty, string.Join('\n', look.Faults.Order(StringComparer.Ordinal)));
        Assert.Empty(PageRoutes.Except(EveryPage.WithoutPage.Keys).Except(visited.Select(RouteOf)));
    }

    [Fact]
    public void RoutesWithoutPage_areRoutes() => Assert.Empty(EveryPage.WithoutPage.Keys.Except(PageRoutes));

    /// <summary>All GET routes that a controller of ours answers, but those for developers.</summary>
    private IEnumerable<string> PageRoutes =>
        from route in Stage.Routes
        where route.Metadata.GetMetadata<ControllerActionDescriptor>() is { } action
            && !action.ControllerTypeInfo.Namespace!.StartsWith("Accounton.Development", StringComparison.Ordinal)
            && route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") != false
        select Pattern(route);

    private static string Pattern(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.TrimStart('/');

    /// <summary>The pattern of the route that answers to an address: of those that fit, the one with the fewest parameters.</summary>
    private string RouteOf(string path) => Stage.Routes.Select(Pattern)
        .Where(pattern => Regex.IsMatch(path, "^" + Regex.Replace(Regex.Escape(pattern), @"\\\{[^}]*}", "[^/]+") + "$"))
        .MinBy(pattern => pattern.Count(c => c == '{')) ?? path;

    private static string Folder(Language language) => Path.Combine(AppContext.BaseDirectory, "TestResults", "pages", language.Code);

    private static IEnumerable<PageState[]> Tours() =>
        EveryPage.All.Where(state => state.Alone).Select(state => new[] { state })
            .Concat(EveryPage.All.Where(state => !state.Alone).GroupBy(state => state.Who)
                .SelectMany(states => states.Chunk(PagesInAWindow)));
}
