using System.Security.Cryptography;
using Accounton.Data.Sensitive;
using Accounton.Tenancy;

namespace Accounton.Tests.Tenancy;

public sealed class OfficeCipherTests
{
    private const string Purpose = "token";

    private static readonly Guid Office = Guid.NewGuid();
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] HashKey = RandomNumberGenerator.GetBytes(32);
    private static readonly OfficeCipher Cipher = new(Office, new Dictionary<int, byte[]> { [1] = Key }, HashKey);

    [Theory]
    [InlineData("")]
    [InlineData("geheim")]
    [InlineData("85.07.30-033.28 · ÿ€😀")]
    public void Decrypt_ofItsOwn_givesTheText(string text) => Assert.Equal(text, Cipher.Decrypt(Cipher.Encrypt(text, Purpose), Purpose));

    [Fact]
    public void DecryptSecret_ofItsOwn_givesTheSecret() =>
        Assert.Equal("geheim", Cipher.DecryptSecret(Cipher.Encrypt(new Secret("geheim"), Purpose), Purpose).Reveal());

    [Fact]
    public void Encrypt_twiceTheSame_givesDifferentTexts() =>
        Assert.NotEqual(Cipher.Encrypt("geheim", Purpose), Cipher.Encrypt("geheim", Purpose));

    [Fact]
    public void Decrypt_withAnotherPurpose_isRefused() =>
        Assert.ThrowsAny<CryptographicException>(() => Cipher.Decrypt(Cipher.Encrypt("geheim", Purpose), "refresh"));

    [Fact]
    public void Decrypt_inAnotherOfficeWithTheVerySameKeys_isRefused()
    {
        var other = new OfficeCipher(Guid.NewGuid(), new Dictionary<int, byte[]> { [1] = Key }, HashKey);
        Assert.ThrowsAny<CryptographicException>(() => other.Decrypt(Cipher.Encrypt("geheim", Purpose), Purpose));
    }

    [Fact]
    public void Decrypt_withAnotherKey_isRefused()
    {
        var other = new OfficeCipher(Office, new Dictionary<int, byte[]> { [1] = RandomNumberGenerator.GetBytes(32) }, HashKey);
        Assert.ThrowsAny<CryptographicException>(() => other.Decrypt(Cipher.Encrypt("geheim", Purpose), Purpose));
    }

    [Fact]
    public void Decrypt_afterANewKeyCame_stillOpensWhatTheOldOneClosed()
    {
        var newer = new OfficeCipher(Office, new Dictionary<int, byte[]> { [1] = Key, [2] = RandomNumberGenerator.GetBytes(32) }, HashKey);

        Assert.Equal("geheim", newer.Decrypt(Cipher.Encrypt("geheim", Purpose), Purpose));
        Assert.StartsWith("k2.", newer.Encrypt("geheim", Purpose), StringComparison.Ordinal);
        Assert.ThrowsAny<CryptographicException>(() => Cipher.Decrypt(newer.Encrypt("geheim", Purpose), Purpose));
    }

    [Fact]
    public void Decrypt_ofATamperedText_isRefused()
    {
        var cipher = Cipher.Encrypt("geheim", Purpose);
        for (var at = 0; at < cipher.Length; at++)
        {
            // The last character of Base64 carries bits that mean nothing, so it is turned by more than those.
            var tampered = cipher[..at] + (char)(cipher[at] is 'A' ? 'z' : 'A') + cipher[(at + 1)..];
            Assert.ThrowsAny<CryptographicException>(() => Cipher.Decrypt(tampered, Purpose));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("geheim")]
    [InlineData("k1.")]
    [InlineData("k1.AAAA")]
    [InlineData("k1.!!!!")]
    [InlineData("k9.AAAA")]
    [InlineData("k.AAAA")]
    [InlineData("kx.AAAA")]
    public void Decrypt_ofWhatIsNoCiphertext_isRefused(string text) =>
        Assert.ThrowsAny<CryptographicException>(() => Cipher.Decrypt(text, Purpose));

    [Fact]
    public void Hash_ofTheSameText_isEqualWithinAnOfficeOnly()
    {
        var other = new OfficeCipher(Office, new Dictionary<int, byte[]> { [1] = Key }, RandomNumberGenerator.GetBytes(32));

        Assert.Equal(Cipher.Hash("85073003328"), Cipher.Hash("85073003328"));
        Assert.NotEqual(Cipher.Hash("85073003328"), other.Hash("85073003328"));
        Assert.NotEqual(SHA256.HashData("85073003328"u8), Cipher.Hash("85073003328"));
    }
}
