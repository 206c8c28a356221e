using Accounton.Tests.Running;

namespace Accounton.Tests.Features.Questionnaires.Uploads;

/// <summary>A site whose uploads the real scanner looks at.</summary>
public sealed class ScanSite : IAsyncLifetime
{
    private Clamd? _clamd;
    private QuestionnaireSite? _site;

    internal QuestionnaireSite Site => _site ?? throw new InvalidOperationException("The site is not there.");

    public async ValueTask InitializeAsync()
    {
        if (!Clamd.IsThere)
            return;

        _clamd = await Clamd.StartAsync();
        _site = new QuestionnaireSite(("Uploads:ClamAv", $"127.0.0.1:{_clamd.Port}"), ("Uploads:MaxFile", "4"));
        await _site.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
            await _site.DisposeAsync();
        if (_clamd is not null)
            await _clamd.DisposeAsync();
    }
}
