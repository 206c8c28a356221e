using Accounton.Features.Clients.Identifiers;
using Accounton.Features.Questionnaires.Definitions;

namespace Accounton.Tests.Features.Questionnaires.Definitions;

public sealed class TaxCodesTests
{
    /// <summary>Codes as the return prints them.</summary>
    [Theory]
    [InlineData("1001-66")]
    [InlineData("1010-57")]
    [InlineData("1030-37")]
    [InlineData("1075-89")]
    [InlineData("1077-87")]
    [InlineData("1250-11")]
    [InlineData("1286-72")]
    [InlineData("1384-71")]
    [InlineData("2250-78")]
    public void Print_code_hasItsCheckDigits(string printed) => Assert.Equal(printed, TaxCodes.Print(printed[..4]));

    [Fact]
    public void Print_codeOfAPartner_isThatOfTheOtherColumn() => Assert.Equal("2250-78", TaxCodes.Print("1250", Person.Partner));

    /// <summary>One figure wrong, or two neighbours changed places: the check digits tell.</summary>
    [Fact]
    public void Iban_withATypingError_isWrong()
    {
        const string Right = "BE68539007547034";
        Assert.True(Ibans.IsRight(Right));
        for (var i = 2; i < Right.Length; i++)
        {
            Assert.False(Ibans.IsRight($"{Right[..i]}{(Right[i] - '0' + 1) % 10}{Right[(i + 1)..]}"));
            if (i + 1 < Right.Length && Right[i] != Right[i + 1])
                Assert.False(Ibans.IsRight($"{Right[..i]}{Right[i + 1]}{Right[i]}{Right[(i + 2)..]}"));
        }

        Assert.True(Ibans.IsWritten("NL91ABNA0417164300") && Ibans.IsRight("NL91ABNA0417164300"));
        Assert.Equal("BE68 5390 0754 7034", Ibans.Print(Right));
    }
}
