using System.Globalization;
using System.Text.Json;
using Accounton.Data.Sensitive;
using Accounton.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Serilog;

namespace Accounton.Tests.Data.Sensitive;

/// <summary>However a secret or a national number is written down, what it is does not show.</summary>
public sealed class MasksTests
{
    private static readonly Planted Both = new(new Secret("S3cr3t-planted"), Number("85.07.30-033.28"));

    [Theory]
    [InlineData("85.07.30-033.28", "85.07.30-•••.••")]
    [InlineData("85073003328", "85.07.30-•••.••")]
    [InlineData("123", "•••")]
    public void NationalNumber_asText_isMasked(string number, string expected) => Assert.Equal(expected, Number(number).ToString());

    /// <summary>What a back-office has beside or instead of a number is never taken for the number, nor shown.</summary>
    [Theory]
    [InlineData("x67031408946 oud", "x67031408946 oud", "•••")]
    [InlineData("x6703140894", "x6703140894", "•••")]
    [InlineData("85.07.30 - 033 . 28 (oud)", "85.07.30 - 033 . 28…", "•••")]
    [InlineData(" 85.07.30-033.28 ", "85073003328", "85.07.30-•••.••")]
    [InlineData("\u0668\u0665.07.30\u2212033.28", "85073003328", "85.07.30-•••.••")]
    [InlineData("niet gekend", null, null)]
    [InlineData("00.00.00", null, null)]
    public void NationalNumber_asABackOfficeHasIt_isANumberOrKeptApart(string text, string? kept, string? shown)
    {
        var number = NationalNumber.Read(text);

        Assert.Equal((kept, shown), (number?.Reveal(), number?.ToString()));
        Assert.Equal(kept is not null && kept.All(char.IsAsciiDigit), NationalNumber.TryRead(text, out _));
    }

    [Fact]
    public void Values_asText_areMasked()
    {
        AssertMasked(Both.ToString());
        AssertMasked($"{Both.Key} {Both.Number}");
        AssertMasked(string.Format(CultureInfo.InvariantCulture, "{0} {1}", Both.Key, Both.Number));
    }

    [Fact]
    public void Values_asJson_areMasked()
    {
        AssertMasked(JsonSerializer.Serialize(Both));
        AssertMasked(JsonSerializer.Serialize<object>(Both.Key));
        // Job arguments are written by this one.
        AssertMasked(Newtonsoft.Json.JsonConvert.SerializeObject(Both));
    }

    [Theory]
    [InlineData("{@Value}")]
    [InlineData("{$Value}")]
    [InlineData("{Value}")]
    public async Task Values_inTheLog_areMasked(string template)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddLogging();
        await using var app = builder.Build();
        var log = app.Services.GetRequiredService<ILogger>();

        foreach (var value in (object[])[Both, Both.Key, Both.Number, new[] { Both }, new Dictionary<string, Planted> { ["a"] = Both }])
        {
            Assert.True(log.BindMessageTemplate(template, [value], out _, out var properties));
            AssertMasked(string.Join(' ', properties!.Select(p => p.Value.ToString())));
        }
    }

    private static void AssertMasked(string text)
    {
        Assert.NotEmpty(text);
        Assert.DoesNotContain("S3cr3t", text, StringComparison.Ordinal);
        Assert.DoesNotContain("033", text, StringComparison.Ordinal);
    }

    private static NationalNumber Number(string text) =>
        NationalNumber.TryRead(text, out var number) ? number : throw new ArgumentException(text);

    private sealed record Planted(Secret Key, NationalNumber Number);
}
