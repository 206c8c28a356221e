using System.ComponentModel.DataAnnotations;
using Accounton.Features.Mail;
using Accounton.Localisation;
using Accounton.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Localisation;

/// <summary>Whom people are told to turn to, by <c>App:Support</c>.</summary>
public sealed class SupportContactTests
{
    private static readonly (string, string?)[] All =
    [
        ("App:Support:Name", "Helpdesk Testhuis"), ("App:Support:Email", "hulp@testhuis.be"),
        ("App:Support:Phone", "09 123 45 67"), ("App:Support:Hours", "9–17"),
    ];

    [Fact]
    public async Task Contact_ofAnInstallation_isNamedWhereSomebodyNeedsIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, settings: [.. All.Select(one => (one.Item1, one.Item2!))]);
        using var browser = await app.BrowserAsync(App.Admin);
        var texts = app.Services.GetRequiredService<Texts>();

        var missing = await Page.GetAsync(browser, "/bestaat-niet");
        var help = await Page.GetAsync(browser, "/help?search=zeppelin");

        const string Contact = "Helpdesk Testhuis (hulp@testhuis.be, 09 123 45 67, 9–17)";
        Assert.Contains(Contact, missing.Text, StringComparison.Ordinal);
        Assert.Contains(Contact, help.Text, StringComparison.Ordinal);
        Assert.Equal($"Contactez {Contact}.", texts.In(Language.French).AskSupport);
        Assert.Contains(Contact, texts.ForUser("Dag"), StringComparison.Ordinal);
        Assert.DoesNotContain(Contact, texts.ForClient("Dag", "Kantoor Demo"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contact_ofNone_isTheHelpdeskAndNoLineOfItsOwn()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, settings: [.. All.Select(one => (one.Item1, ""))]);
        var texts = app.Services.GetRequiredService<Texts>();

        Assert.Equal("Neem contact op met de helpdesk van Accounton.", texts.In(Language.Dutch).AskSupport);
        Assert.Null(texts.SupportLine);
    }

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData("help@x.be", "+32 9 123 45 67", "8:30–17:30", true)]
    [InlineData("geen adres", null, null, false)]
    [InlineData(null, "bel ons", null, false)]
    [InlineData(null, null, "9–17", false)]
    [InlineData(" help@x.be", "", " ", true)]
    public void Setting_thatCannotBeRight_isNotTaken(string? email, string? phone, string? hours, bool isTaken)
    {
        var contact = new SupportContact { Email = email, Phone = phone, Hours = hours };

        Assert.Equal(isTaken, Validator.TryValidateObject(contact, new ValidationContext(contact), null, validateAllProperties: true));
    }
}
