using System.Security.Cryptography;
using Accounton.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tenancy;

/// <summary>Makes an office's keys and opens the current office's.</summary>
public sealed class OfficeCiphers(AccountonContext db, IDataProtectionProvider protection, TimeProvider clock)
{
    private OfficeCipher? _current;

    /// <summary>The current office's cipher; its keys are read once per scope.</summary>
    public async Task<OfficeCipher> CurrentAsync(CancellationToken cancellationToken = default)
    {
        if (_current is not null)
            return _current;

        var protector = Protector(db.OfficeId);
        var keys = await db.OfficeKeys.AsNoTracking().OrderBy(k => k.Number).ToListAsync(cancellationToken);
        if (keys.Count == 0)
            throw new CryptographicException("This office has no keys.");

        // The hash key stays the first one: hashes are compared with hashes of years ago.
        return _current = new OfficeCipher(
            db.OfficeId,
            keys.ToDictionary(k => k.Number, k => protector.Unprotect(Convert.FromBase64String(k.WrappedDataKey))),
            protector.Unprotect(Convert.FromBase64String(keys[0].WrappedHashKey)));
    }

    /// <summary>A new office's first keys, to be saved together with the office.</summary>
    public OfficeKey NewKeys(Guid officeId)
    {
        var protector = Protector(officeId);
        return new OfficeKey
        {
            OfficeId = officeId,
            Number = 1,
            WrappedDataKey = Convert.ToBase64String(protector.Protect(RandomNumberGenerator.GetBytes(32))),
            WrappedHashKey = Convert.ToBase64String(protector.Protect(RandomNumberGenerator.GetBytes(32))),
            CreatedAt = clock.GetUtcNow(),
        };
    }

    private IDataProtector Protector(Guid officeId) => protection.CreateProtector("Accounton.OfficeKey", officeId.ToString("N"));
}
