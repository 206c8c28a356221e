namespace Accounton.Tenancy;

/// <summary>
/// An office's random keys, wrapped by Data Protection: one to encrypt secrets and national numbers, one for keyed
/// hashes. A ciphertext names the <see cref="Number"/> of its key, so that a new key can be added later.
/// </summary>
public sealed class OfficeKey : IOfficeOwned
{
    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public int Number { get; init; }
    public required string WrappedDataKey { get; init; }
    public required string WrappedHashKey { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
