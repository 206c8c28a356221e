using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using Accounton.Features.Clients;

namespace Accounton.Tests.Data;

/// <summary>The one rule of what a mail address is.</summary>
public sealed class MailAddressesTests
{
    [Theory]
    [InlineData("jan@voorbeeld.be")]
    [InlineData("o'brien@voorbeeld.be")]
    [InlineData("Jan.Peeters+btw@mail.voorbeeld.brussels")]
    [InlineData("jan@xn--bcker-gra.example")]
    [InlineData("a@b.co")]
    public void Address_thatCanBeMailed_isOne(string text)
    {
        Assert.Equal(text, MailAddresses.Parse($" {text} "));
        Assert.Equal(new FieldCheck(text), FieldChecks.Email(text, new CheckContext(default)));
        Assert.Equal(text, MimeKit.MailboxAddress.EncodeAddrspec(MimeKit.MailboxAddress.Parse(text).Address));
    }

    [Theory]
    [InlineData("els@voorbeeld,be")]
    [InlineData("Jan <jan@voorbeeld.be>")]
    [InlineData("jan@voorbeeld.be; els@voorbeeld.be")]
    [InlineData("jan@voorbeeld")]
    [InlineData("jan@@voorbeeld.be")]
    [InlineData("jan..peeters@voorbeeld.be")]
    [InlineData(".jan@voorbeeld.be")]
    [InlineData("jan.@voorbeeld.be")]
    [InlineData("jan@voorbeeld..be")]
    [InlineData("jan@-voorbeeld.be")]
    [InlineData("jan@127.0.0.1")]
    [InlineData("jan@voorbeeld.be\nBcc: els@voorbeeld.be")]
    [InlineData("jan peeters@voorbeeld.be")]
    [InlineData("\"jan\"@voorbeeld.be")]
    [InlineData("mailto:jan@voorbeeld.be")]
    [InlineData("jàn@voorbeeld.be")]
    [InlineData("@voorbeeld.be")]
    [InlineData("")]
    public void Text_thatCannotBeMailed_isNoAddress(string text)
    {
        Assert.Null(MailAddresses.Parse(text));
        Assert.Equal(text.Length == 0, new MailAddressAttribute().IsValid(text));
    }

    [Fact]
    public void Address_thatIsTooLong_isNone()
    {
        Assert.Null(MailAddresses.Parse(new string('a', 65) + "@voorbeeld.be"));
        Assert.Null(MailAddresses.Parse("jan@" + string.Concat(Enumerable.Repeat(new string('b', 60) + ".", 5)) + "be"));
    }

    [Theory]
    [InlineData("Kantoor Peeters & Zonen bv (Gent)", true)]
    [InlineData("Fiscalist.be", true)]
    [InlineData("D'Hondt-Van den Bossche 2.0", true)]
    [InlineData("Peeters\r\n\r\nBetaal hier", false)]
    [InlineData("Peeters\u2028Betaal", false)]
    [InlineData("PayPal <security@paypal.com>", false)]
    [InlineData("security@paypal.com", false)]
    [InlineData("Peeters https://kwaad.test", false)]
    [InlineData("Peeters www.kwaad.test", false)]
    [InlineData("Peeters kwaad.test/betaal", false)]
    [InlineData("Peeters [[link]]", false)]
    [InlineData("Peeters \u0001", false)]
    public void Name_inAMail_isOneLineOfWords(string name, bool isPlain)
    {
        Assert.Equal(isPlain, PlainNames.IsPlain(name));
        Assert.Equal(isPlain, PlainNames.Clean(name) == name);
        Assert.True(PlainNames.IsPlain(PlainNames.Clean(name)));
    }

    /// <summary>.NET's own rule takes <c>els@voorbeeld,be</c>.</summary>
    [Fact]
    public void Field_ofAnAddress_hasOurRuleEverywhere() => Assert.Empty(
        from type in typeof(MailAddresses).Assembly.GetTypes()
        from property in type.GetProperties()
        where property.IsDefined(typeof(EmailAddressAttribute), inherit: true)
        select $"{type.Name}.{property.Name}");
}
