using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Accounton.Features;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Accounton.Data;

/// <summary>
/// Whether this process opens the keys that the database holds. With another certificate, or on a database without its key
/// ring, nothing may be done: what is read would be nothing, and what is written could not be read by the others.
/// </summary>
public sealed class KeyCheck(IKeyManager ring, IServiceScopeFactory scopes, ProtectingCertificates certificates, TimeProvider clock)
{
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(5);

    private Answer? _last;

    /// <summary>Why the keys do not open, for whoever runs the platform; null when they do. Asked afresh.</summary>
    public async Task<string?> FaultAsync(CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var wrapped = await CrossOfficeQueries.WrappedKeysAsync(
            scope.ServiceProvider.GetRequiredService<AccountonContext>(), cancellationToken);

        // Not the ring that protectors use: that one remembers keys for a day, and makes a new one when it finds none.
        var fault = FaultOf(ring.GetAllKeys(), wrapped);
        _last = new(fault, clock.GetTimestamp());
        return fault;
    }

    /// <summary>The same, a few seconds old at most: for every request.</summary>
    public async ValueTask<string?> RecentFaultAsync(CancellationToken cancellationToken) =>
        _last is { } last && clock.GetElapsedTime(last.At) < Holds ? last.Fault : await FaultAsync(cancellationToken);

    /// <exception cref="KeysClosedException">The keys do not open; the message says which certificate there is and what to do.</exception>
    public async Task EnsureOpenAsync(CancellationToken cancellationToken = default)
    {
        if (await FaultAsync(cancellationToken) is { } fault)
            throw new KeysClosedException(fault);
    }

    private string? FaultOf(IReadOnlyCollection<IKey> keys, IReadOnlyList<string> wrapped)
    {
        var opened = keys.Where(Opens).Select(key => Prefix(key.KeyId)).ToHashSet(StringComparer.Ordinal);
        var closed = wrapped.Where(prefix => !opened.Contains(prefix)).ToList();
        if (closed.Count == 0 && (keys.Count == 0 || opened.Count > 0))
            return null;

        var known = keys.Select(key => Prefix(key.KeyId)).ToHashSet(StringComparer.Ordinal);
        return keys.Count == 0 || (closed.Count > 0 && closed.TrueForAll(prefix => !known.Contains(prefix)))
            ? "The keys of this database's offices are not in its key ring (the table DataProtectionKeys): restore the "
                + "table from the backup that the rest of the database is of, then start again. Nothing was added to it."
            : $"The keys in the database do not open with {certificates}: set DataProtection:Certificate to the certificate that they "
                + $"were made with, or add that one to DataProtection:OldCertificates, then start again. Nothing was added to the keys.";
    }

    private static bool Opens(IKey key)
    {
        try
        {
            return key.CreateEncryptor() is not null;
        }
        catch (Exception e) when (e is CryptographicException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    /// <summary>How what was protected with a key begins, as far as whole letters of it are the same for all.</summary>
    private static string Prefix(Guid key) =>
        Convert.ToBase64String([0x09, 0xF0, 0xC9, 0xF0, .. key.ToByteArray()])[..CrossOfficeQueries.WrappedKeyPrefix];

    private sealed record Answer(string? Fault, long At);
}

/// <summary>What this process protects keys with, as an operator knows it.</summary>
public sealed record ProtectingCertificates(string? Path, X509Certificate2? Certificate)
{
    public override string ToString() =>
        Certificate is null ? "no certificate" : $"the certificate {Path} ({Certificate.Subject}, thumbprint {Certificate.Thumbprint})";
}

/// <summary>The keys in the database do not open here.</summary>
public sealed class KeysClosedException(string message) : CryptographicException(message);

/// <summary>The key ring's place, to which nothing is added while what is there does not open.</summary>
internal sealed class GuardedKeyRing(IXmlRepository ring, Func<KeyCheck> check) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => ring.GetAllElements();

    public void StoreElement(XElement element, string friendlyName)
    {
        // Data Protection asks for its ring synchronously.
        check().EnsureOpenAsync().GetAwaiter().GetResult();
        ring.StoreElement(element, friendlyName);
    }
}
