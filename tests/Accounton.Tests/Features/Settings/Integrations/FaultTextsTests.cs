using Accounton.Features.Connections;
using Accounton.Localisation;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Accounton.Vendors.AdminPulse;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Settings.Integrations;

/// <summary>Every fault at every place where it can be met has a sentence of its own, which is true there.</summary>
public sealed class FaultTextsTests : IAsyncLifetime
{
    private static readonly FaultPlace[] WithRemedy = [FaultPlace.Link, FaultPlace.Sync, FaultPlace.Page, FaultPlace.Mail];

    /// <summary>Words that would be untrue, in the three languages.</summary>
    private static readonly string[] TriedAgain = ["automatisch", "automatiquement", "automatically"];
    private static readonly string[] Stays = ["blijft staan", "blijven staan", "reste en place", "restent en place", "are kept"];
    private static readonly string[] OfAnOwnServer =
    [
        "uw server", "URL", "IT-partner", "firewall", "poort", "beheerconsole", "votre serveur", "pare-feu", "your server",
        "IT partner", "Your AdminPulse server", "management console",
    ];
    private static readonly string[] Again = ["oppel", "econnect"];

    private TestDatabase _database = null!;
    private App _app = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _app = new App(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public void Fault_ofEveryKind_isInTheTable()
    {
        string[] all = [.. Enum.GetNames<VendorFault>(), .. typeof(SyncFault)
            .GetFields().Select(field => (string)field.GetRawConstantValue()!)];
        foreach (var place in (FaultPlace[])[FaultPlace.Sync, FaultPlace.Page, FaultPlace.History])
            Assert.Equal(
                all.Order(StringComparer.Ordinal),
                Enum.GetValues<Vendor>().SelectMany(vendor => FaultTexts.At(place, vendor)).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            Enum.GetNames<VendorFault>().Append(SyncFault.Unexpected).Order(StringComparer.Ordinal),
            Enum.GetValues<Vendor>().SelectMany(vendor => FaultTexts.At(FaultPlace.Link, vendor)).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            all.Where(LinkFaults.NeedsPerson).Order(StringComparer.Ordinal),
            Enum.GetValues<Vendor>().SelectMany(vendor => FaultTexts.At(FaultPlace.Mail, vendor)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Sentence_ofEveryPair_isItsOwnAndTrueThere()
    {
        foreach (var language in Language.All)
        {
            var texts = _app.Services.GetRequiredService<Texts>().In(language);
            foreach (var vendor in Enum.GetValues<Vendor>())
            {
                var all = WithRemedy.SelectMany(place => FaultTexts.At(place, vendor)
                    .Select(fault => (Place: place, Fault: fault, Text: texts.Fault(place, vendor, fault)))).ToList();
                Assert.Equal(all.Count, all.Select(one => one.Text).Distinct().Count());
                foreach (var (place, fault, text) in all)
                {
                    var pair = $"{language.Code} {vendor} {fault} at {place}: {text}";
                    Assert.True(text.EndsWith('.') && !text.Contains('{', StringComparison.Ordinal), pair);

                    // While linking there is nothing that could stay or be tried again; nor does a page ask again by itself, nor a mail.
                    Assert.Equal(place == FaultPlace.Link, Says(text, [texts["FaultThen.Link.Later"][..12]]));
                    Assert.True(place == FaultPlace.Sync || !Says(text, TriedAgain), pair);
                    Assert.True(place == FaultPlace.Sync || !Says(text, Stays), pair);

                    // A sync tries again by itself, unless it waits for a person, or read what can be read.
                    if (place == FaultPlace.Sync)
                        Assert.True(Says(text, TriedAgain) == (!LinkFaults.NeedsPerson(fault) && fault != SyncFault.RowsUnreadable), pair);
                    if (LinkFaults.NeedsPerson(fault) && place != FaultPlace.Link)
                        Assert.True(Says(text, Again), pair);
                    if (vendor == Vendor.AdminPulse)
                        Assert.False(Says(text, OfAnOwnServer), pair);
                }
            }
        }
    }

    [Fact]
    public void Sentence_ofTheHistory_isTheCauseAlone()
    {
        foreach (var texts in Language.All.Select(language => _app.Services.GetRequiredService<Texts>().In(language)))
        {
            foreach (var vendor in Enum.GetValues<Vendor>())
            {
                foreach (var fault in FaultTexts.At(FaultPlace.History, vendor))
                {
                    var cause = texts.Fault(FaultPlace.History, vendor, fault);
                    Assert.False(Says(cause, [.. TriedAgain, .. Stays, .. Again]), cause);
                    Assert.All(
                        WithRemedy.Where(place => FaultTexts.At(place, vendor).Contains(fault)),
                        place => Assert.NotEqual(cause, texts.Fault(place, vendor, fault)));
                }
            }
        }
    }

    /// <summary>What cannot be met at a place, or comes from another version, is told as what it is to the reader.</summary>
    [Fact]
    public void Sentence_ofAnUnknownFault_isOurs()
    {
        var texts = _app.Services.GetRequiredService<Texts>().In(Language.Dutch);

        Assert.Equal(
            $"Er is bij ons iets misgegaan met AdminPulse. Probeer het opnieuw. Lukt het dan nog niet? {texts.AskSupport}",
            texts.Fault(FaultPlace.Page, Vendor.AdminPulse, "FromTheFuture"));
        Assert.StartsWith(
            "Er is bij ons iets misgegaan",
            texts.Fault(FaultPlace.Mail, Vendor.AdminPulse, nameof(VendorFault.TimedOut)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void LinkFailure_ofEveryKind_neitherStaysNorIsTriedAgain()
    {
        foreach (var texts in Language.All.Select(language => _app.Services.GetRequiredService<Texts>().In(language)))
            Assert.All(
                Enum.GetNames<LinkFailure>(),
                failure => Assert.False(Says(texts["LinkFailure." + failure], [.. TriedAgain, .. Stays, .. OfAnOwnServer]), failure));
    }

    private static bool Says(string text, string[] words) => words.Any(word => text.Contains(word, StringComparison.Ordinal));
}
