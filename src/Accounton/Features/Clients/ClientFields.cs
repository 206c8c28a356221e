namespace Accounton.Features.Clients;

/// <summary>One field of a client: its key, how long it may be, and how it is read and written on any table of clients.</summary>
/// <param name="Key">Names the column and, behind <c>ClientField.</c>, its label in the catalogues.</param>
/// <param name="Length">The most characters that are kept.</param>
public sealed record ClientField(string Key, int Length, Func<IClientColumns, string?> Read, Action<IClientColumns, string?> Write);

/// <summary>The one table of client fields that are text. A field more is one row here, one property and one migration per provider.</summary>
public static class ClientFields
{
    public const int SortNameLength = 200;
    public const int NameWordsLength = 400;
    public const int EmailLength = 254;
    public const int CipherLength = 200;
    public const int HashLength = 32;

    public static readonly IReadOnlyList<ClientField> All =
    [
        new(nameof(IClientColumns.FirstName), 100, c => c.FirstName, (c, v) => c.FirstName = v),
        new(nameof(IClientColumns.LastName), 150, c => c.LastName, (c, v) => c.LastName = v),
        new(nameof(IClientColumns.CompanyName), 200, c => c.CompanyName, (c, v) => c.CompanyName = v),
        new(nameof(IClientColumns.Email), EmailLength, c => c.Email, (c, v) => c.Email = v),
        new(nameof(IClientColumns.Language), 20, c => c.Language, (c, v) => c.Language = v),
        new(nameof(IClientColumns.Mobile), 40, c => c.Mobile, (c, v) => c.Mobile = v),
        new(nameof(IClientColumns.Phone), 40, c => c.Phone, (c, v) => c.Phone = v),
        new(nameof(IClientColumns.Street), 150, c => c.Street, (c, v) => c.Street = v),
        new(nameof(IClientColumns.HouseNumber), 20, c => c.HouseNumber, (c, v) => c.HouseNumber = v),
        new(nameof(IClientColumns.Box), 20, c => c.Box, (c, v) => c.Box = v),
        new(nameof(IClientColumns.PostalCode), 20, c => c.PostalCode, (c, v) => c.PostalCode = v),
        new(nameof(IClientColumns.City), 100, c => c.City, (c, v) => c.City = v),
        new(nameof(IClientColumns.Country), 60, c => c.Country, (c, v) => c.Country = v),
        new(nameof(IClientColumns.PartnerName), 200, c => c.PartnerName, (c, v) => c.PartnerName = v),
        new(nameof(IClientColumns.EnterpriseNumber), 40, c => c.EnterpriseNumber, (c, v) => c.EnterpriseNumber = v),
        new(nameof(IClientColumns.Code), 60, c => c.Code, (c, v) => c.Code = v),
        new(nameof(IClientColumns.ResponsibleName), 200, c => c.ResponsibleName, (c, v) => c.ResponsibleName = v),
        new(nameof(IClientColumns.ResponsibleEmail), EmailLength, c => c.ResponsibleEmail, (c, v) => c.ResponsibleEmail = v),
    ];

    /// <summary>
    /// White space at the ends gone and runs of it made one blank, control characters out, no longer than
    /// <see cref="ClientField.Length"/>; nothing left is null. Case and accents stay as they are.
    /// </summary>
    public static string? Normalise(ClientField field, string? text) => NormalText.Of(text, field.Length);
}
