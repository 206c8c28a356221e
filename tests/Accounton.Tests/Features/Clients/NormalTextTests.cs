using Accounton.Data;

namespace Accounton.Tests.Features.Clients;

public sealed class NormalTextTests
{
    [Theory]
    [InlineData("Rene\u0301", "Ren\u00E9")]
    [InlineData("jan@voorbeeld.be\u200B", "jan@voorbeeld.be")]
    [InlineData("\uFEFFJan\u00AD\u2060 \u00A0 Pee\u200Dters\u202E", "Jan Peeters")]
    [InlineData("Jan\u0000Peeters\u0007", "Jan Peeters")]
    [InlineData("\u200B\u3164", null)]
    public void Of_text_isComposedAndShowsAllThereIs(string text, string? kept) => Assert.Equal(kept, NormalText.From(text, 100));

    /// <summary>An attribute cannot hold half a pair.</summary>
    [Fact]
    public void Of_halfAPair_isTheReplacementCharacter() => Assert.Equal("\uFFFDJan", NormalText.From("\uD800Jan\uFFFF", 100));

    [Fact]
    public void Typed_text_keepsItsBlanksAndLines() => Assert.Equal(" René\r\n  x ", NormalText.Typed(" Rene\u0301\u200B\r\n\u0000  x "));

    [Theory]
    [InlineData("Straße", "Strasse")]
    [InlineData("Søren Łukasz", "Soren Lukasz")]
    [InlineData("Cœur", "Coeur")]
    [InlineData("D’Hondt", "D'Hondt")]
    [InlineData("D\u02BCHondt", "D\u00B4Hondt")]
    [InlineData("Jean\u2011Paul", "Jean-Paul")]
    [InlineData("Jean – Paul", "jean paul")]
    [InlineData("Rene\u0301", "RENÉ")]
    [InlineData("Bus \u0663", "bus 3")]
    [InlineData("Pee\u200Bters", "peeters")]
    public void Fold_sameNameOnAnotherKeyboard_isTheSame(string one, string other) =>
        Assert.Equal(NormalText.Fold(other, 100), NormalText.Fold(one, 100));
}
