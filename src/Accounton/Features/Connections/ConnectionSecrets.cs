using Accounton.Data.Sensitive;
using Accounton.Tenancy;

namespace Accounton.Features.Connections;

/// <summary>A connection's secrets, in and out of their ciphertexts. Each kind has a purpose of its own.</summary>
public static class ConnectionSecrets
{
    public const string Access = "connection-access";
    public const string Refresh = "connection-refresh";

    public static string? EncryptOptional(this OfficeCipher cipher, Secret? secret, string purpose) =>
        secret is null ? null : cipher.Encrypt(secret, purpose);

    public static Secret? DecryptOptional(this OfficeCipher cipher, string? encrypted, string purpose) =>
        encrypted is null ? null : cipher.DecryptSecret(encrypted, purpose);
}
