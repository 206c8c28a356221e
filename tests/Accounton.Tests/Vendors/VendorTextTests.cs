using System.Text.Json;
using Accounton.Vendors;

namespace Accounton.Tests.Vendors;

public sealed class VendorTextTests
{
    [Theory]
    [InlineData("NL", "nl")]
    [InlineData("nl-BE", "nl")]
    [InlineData("fr_FR", "fr")]
    [InlineData("Nederlands", "nl")]
    [InlineData("Dutch", "nl")]
    [InlineData("Français", "fr")]
    [InlineData("english", "en")]
    [InlineData(" DE ", "de")]
    [InlineData("deu", "de")]
    [InlineData("Klingon", "Klingon")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Language_isToldByCodeCultureOrName(string? text, string? language) => Assert.Equal(language, VendorText.Language(text));

    [Theory]
    [InlineData("BTW BE 0403.019.261", "BTW BE 0403.019.261")]
    [InlineData("\u0660\u0664\u0660\u0663019261", "\u0660\u0664\u0660\u0663019261")]
    [InlineData("BTW-nummer in aanvraag", null)]
    [InlineData("zie dossier", "zie dossier")]
    public void Number_isAllButWordsForNone(string text, string? number) => Assert.Equal(number, VendorText.NumberOrNull(text));

    [Fact]
    public void Scalars_ofAnotherKind_areReadWhereTheyCanBe()
    {
        var odd = JsonSerializer.Deserialize<Odd>(
            """{"text":12.50,"number":"42","flag":"1","date":"2026-03-10 08:00:00","other":[[1],{"a":2}]}""", TolerantJson.Options);

        Assert.Equal(new Odd("12.50", 42, true, new(2026, 3, 10), null), odd);
    }

    [Theory]
    [InlineData("""{"text":{"a":[1]},"number":1.5,"flag":"maybe","date":"10/03/2026","other":null}""")]
    [InlineData("""{"text":[],"number":1e40,"flag":2,"date":20260310,"other":{}}""")]
    [InlineData("""{"text":"\ud800","number":[],"flag":{},"date":"2026-02-30"}""")]
    [InlineData("{}")]
    public void Scalars_thatCannotBeRead_areNothing(string json) =>
        Assert.Equal(new Odd(null, null, null, null, null), JsonSerializer.Deserialize<Odd>(json, TolerantJson.Options));

    private sealed record Odd(string? Text, long? Number, bool? Flag, DateOnly? Date, string? Other);
}
