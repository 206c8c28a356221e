using System.Text;

namespace Accounton.Tests.Data;

/// <summary>A search that finds nothing proves nothing, unless it would have found something.</summary>
public sealed class NeedleTests
{
    private const string Value = "geheime/sleutel?ÿ~47";

    public static TheoryData<string> Writings =>
    [
        Value,
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Value)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes("x" + Value + "yz")),
        Convert.ToBase64String(Encoding.UTF8.GetBytes("xx" + Value + "y")),
        Convert.ToBase64String(Encoding.UTF8.GetBytes("xx" + Value)).Replace('+', '-').Replace('/', '_').TrimEnd('='),
        Uri.EscapeDataString(Value),
        Uri.EscapeDataString(Value).ToLowerInvariant(),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Value)),
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Value)),
    ];

    [Theory, MemberData(nameof(Writings))]
    public void In_aTextThatHoldsIt_findsIt(string written) =>
        Assert.NotEmpty(new Needle("value", Value).In(Encoding.UTF8.GetBytes($"a {written} b")));

    [Fact]
    public void In_utf16_findsIt()
    {
        Assert.Contains("UTF-16", new Needle("value", Value).In(Encoding.Unicode.GetBytes($"a {Value} b")));
        Assert.Contains("UTF-16 BE", new Needle("value", Value).In(Encoding.BigEndianUnicode.GetBytes($"a {Value} b")));
    }

    [Fact]
    public void In_aTextWithoutIt_findsNothing() => Assert.Empty(new Needle("value", Value).In("geheime sleutel 47"u8.ToArray()));
}
