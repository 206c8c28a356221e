using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Accounton.Data.Sensitive;

namespace Accounton.Tenancy;

/// <summary>
/// Encrypts (AES-256-GCM) and hashes (HMAC-SHA-256) with one office's keys. A ciphertext reads <c>k{number}.{base64url}</c>
/// and is bound to its office and purpose: copied to another office's row or to another column it does not decrypt.
/// </summary>
public sealed class OfficeCipher(Guid officeId, IReadOnlyDictionary<int, byte[]> dataKeys, byte[] hashKey)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public string Encrypt(string plain, string purpose)
    {
        var number = dataKeys.Keys.Max();
        var text = Encoding.UTF8.GetBytes(plain);
        var packed = new byte[NonceSize + TagSize + text.Length];
        RandomNumberGenerator.Fill(packed.AsSpan(0, NonceSize));
        using var aes = new AesGcm(dataKeys[number], TagSize);
        aes.Encrypt(packed.AsSpan(0, NonceSize), text, packed.AsSpan(NonceSize + TagSize), packed.AsSpan(NonceSize, TagSize), Bound(purpose));
        return $"k{number}.{Base64Url.EncodeToString(packed)}";
    }

    /// <exception cref="CryptographicException">The text is not a ciphertext of this office and purpose.</exception>
    public string Decrypt(string cipher, string purpose)
    {
        var dot = cipher.IndexOf('.', StringComparison.Ordinal);
        if (dot < 2 || cipher[0] != 'k' || !int.TryParse(cipher.AsSpan(1, dot - 1), out var number) || !dataKeys.TryGetValue(number, out var key))
            throw new CryptographicException("This is not a ciphertext of this office.");

        var packed = Unpack(cipher.AsSpan(dot + 1));
        if (packed.Length < NonceSize + TagSize)
            throw new CryptographicException("The ciphertext is too short.");

        var plain = new byte[packed.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(packed.AsSpan(0, NonceSize), packed.AsSpan(NonceSize + TagSize), packed.AsSpan(NonceSize, TagSize), plain, Bound(purpose));
        return Encoding.UTF8.GetString(plain);
    }

    public string Encrypt(Secret secret, string purpose) => Encrypt(secret.Reveal(), purpose);

    public Secret DecryptSecret(string cipher, string purpose) => new(Decrypt(cipher, purpose));

    /// <summary>A keyed hash of 32 bytes: equal texts have equal hashes within this office only.</summary>
    public byte[] Hash(ReadOnlySpan<byte> content) => HMACSHA256.HashData(hashKey, content);

    /// <inheritdoc cref="Hash(ReadOnlySpan{byte})"/>
    public byte[] Hash(string content) => Hash(Encoding.UTF8.GetBytes(content));

    private static byte[] Unpack(ReadOnlySpan<char> text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException e)
        {
            throw new CryptographicException("This is not a ciphertext.", e);
        }
    }

    private byte[] Bound(string purpose) => [.. officeId.ToByteArray(), .. Encoding.UTF8.GetBytes(purpose)];
}
