using System.Buffers.Binary;
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
    private const int NumberSize = sizeof(int);

    /// <summary>How much longer bytes are once they are sealed.</summary>
    public const int SealedExtra = NumberSize + NonceSize + TagSize;

    public string Encrypt(string plain, string purpose)
    {
        var number = dataKeys.Keys.Max();
        var text = Encoding.UTF8.GetBytes(plain);
        var packed = new byte[NonceSize + TagSize + text.Length];
        RandomNumberGenerator.Fill(packed.AsSpan(0, NonceSize));
        using var aes = new AesGcm(dataKeys[number], TagSize);
        aes.Encrypt(
            packed.AsSpan(0, NonceSize), text, packed.AsSpan(NonceSize + TagSize), packed.AsSpan(NonceSize, TagSize), Bound(purpose));
        return $"k{number}.{Base64Url.EncodeToString(packed)}";
    }

    /// <exception cref="CryptographicException">The text is not a ciphertext of this office and purpose.</exception>
    public string Decrypt(string cipher, string purpose)
    {
        var dot = cipher.IndexOf('.', StringComparison.Ordinal);
        if (dot < 2 || cipher[0] != 'k' || !int.TryParse(cipher.AsSpan(1, dot - 1), out var number)
            || !dataKeys.TryGetValue(number, out var key))
            throw new CryptographicException("This is not a ciphertext of this office.");

        var packed = Unpack(cipher.AsSpan(dot + 1));
        if (packed.Length < NonceSize + TagSize)
            throw new CryptographicException("The ciphertext is too short.");

        var plain = new byte[packed.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(
            packed.AsSpan(0, NonceSize), packed.AsSpan(NonceSize + TagSize), packed.AsSpan(NonceSize, TagSize), plain, Bound(purpose));
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>Encrypts bytes into a span that is <see cref="SealedExtra"/> longer: the number of the key, then as in a text.</summary>
    public void Seal(ReadOnlySpan<byte> plain, string purpose, Span<byte> packed)
    {
        var number = dataKeys.Keys.Max();
        BinaryPrimitives.WriteInt32BigEndian(packed, number);
        var body = packed[NumberSize..];
        RandomNumberGenerator.Fill(body[..NonceSize]);
        using var aes = new AesGcm(dataKeys[number], TagSize);
        aes.Encrypt(body[..NonceSize], plain, body[(NonceSize + TagSize)..], body[NonceSize..(NonceSize + TagSize)], Bound(purpose));
    }

    /// <summary>Decrypts what <see cref="Seal"/> made, into a span that is long enough; returns how many bytes.</summary>
    /// <exception cref="CryptographicException">The bytes are not a ciphertext of this office and purpose.</exception>
    public int Open(ReadOnlySpan<byte> packed, string purpose, Span<byte> plain)
    {
        if (packed.Length < SealedExtra || !dataKeys.TryGetValue(BinaryPrimitives.ReadInt32BigEndian(packed), out var key))
            throw new CryptographicException("This is not a ciphertext of this office.");

        var body = packed[NumberSize..];
        var length = packed.Length - SealedExtra;
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(
            body[..NonceSize], body[(NonceSize + TagSize)..], body[NonceSize..(NonceSize + TagSize)], plain[..length], Bound(purpose));
        return length;
    }

    public string Encrypt(Secret secret, string purpose) => Encrypt(secret.Reveal(), purpose);

    public Secret DecryptSecret(string cipher, string purpose) => new(Decrypt(cipher, purpose));

    /// <summary>A keyed hash of 32 bytes: equal texts have equal hashes within this office only.</summary>
    public byte[] Hash(ReadOnlySpan<byte> content) => HMACSHA256.HashData(hashKey, content);

    /// <inheritdoc cref="Hash(ReadOnlySpan{byte})"/>
    public byte[] Hash(string content) => Hash(Encoding.UTF8.GetBytes(content));

    /// <summary>The same hash of content that comes piece by piece.</summary>
    public IncrementalHash StartHash() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, hashKey);

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
