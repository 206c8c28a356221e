namespace Accounton.Tenancy;

/// <summary>
/// A row that belongs to one office. Its key is (<see cref="OfficeId"/>, <see cref="Id"/>), so the database
/// refuses links across offices.
/// </summary>
public interface IOfficeOwned
{
    Guid OfficeId { get; }

    Guid Id { get; }
}
