using System.Collections.Concurrent;
using System.Diagnostics;
using Accounton.Tests.Running;
using Accounton.Web;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;
using Serilog.Events;

namespace Accounton.Tests.Web;

/// <summary>The token of a client's link stands in no log and in no span.</summary>
public sealed class SecretAddressTests
{
    private const string Token = "geplanteToken_4711";

    [Theory]
    [InlineData("/q/abc", "/q/•••")]
    [InlineData("/Q/abc?language=fr", "/Q/•••?language=fr")]
    [InlineData("GET http://localhost/q/abc/x", "GET http://localhost/q/•••/x")]
    [InlineData("/q/r/6f1c2a34-0000-0000-0000-000000000000/enter", "/q/r/6f1c2a34-0000-0000-0000-000000000000/enter")]
    [InlineData("value 'q/abc'", "value 'q/•••'")]
    [InlineData("/faq/abc", "/faq/abc")]
    [InlineData("/questionnaires", "/questionnaires")]
    public void Mask_ofAnAddress_leavesAllButTheToken(string address, string expected) =>
        Assert.Equal(expected, SecretAddress.Mask(address));

    [Fact]
    public async Task Token_ofAVisitedLink_isInNoSpanAndNoLog()
    {
        var trace = ActivityTraceId.CreateRandom();
        var spans = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            // As an exporter's instrumentation does when a request begins.
            ActivityStarted = span =>
            {
                if (span.TraceId == trace)
                    span.SetTag("url.path", $"/q/{Token}");
            },
            ActivityStopped = span =>
            {
                if (span.TraceId == trace)
                    spans.Enqueue($"{span.DisplayName} {string.Join(' ', span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}");
            },
        };
        ActivitySource.AddActivityListener(listener);
        var written = new KeptEvents();
        await using var database = await TestDatabase.CreateAsync();
        await using (var app = new App(database, replace: services => services.AddSingleton<ILogEventSink>(written), settings: [
            ("Serilog:MinimumLevel:Default", "Verbose"), ("Serilog:MinimumLevel:Override:Microsoft", "Verbose"),
            ("Serilog:MinimumLevel:Override:Microsoft.AspNetCore.Hosting", "Verbose"),
        ]))
        {
            using var browser = await app.BrowserAsync();
            browser.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
            var door = await Running.Page.GetAsync(browser, $"/q/{Token}");
            (await door.PostAsync($"/Q/{Token}", [])).Dispose();
        }

        Assert.Contains(spans, span => span.Contains($"url.path=/q/{SecretAddress.Mark}", StringComparison.Ordinal));
        Assert.DoesNotContain(spans, span => span.Contains(Token, StringComparison.Ordinal));
        Assert.Contains(written.Texts, text => text.Contains(SecretAddress.Mark, StringComparison.Ordinal));
        Assert.Equal("", string.Join("\n", written.Texts.Where(text => text.Contains(Token, StringComparison.Ordinal))));
    }

    private sealed class KeptEvents : ILogEventSink
    {
        private readonly ConcurrentQueue<string> _texts = new();

        public IEnumerable<string> Texts => _texts;

        public void Emit(LogEvent logEvent) =>
            _texts.Enqueue($"{logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture)} "
                + $"{string.Join(' ', logEvent.Properties.Select(p => $"{p.Key}={p.Value}"))} {logEvent.Exception}");
    }
}
