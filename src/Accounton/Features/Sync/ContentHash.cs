using System.Globalization;
using System.Text;
using Accounton.Tenancy;
using Accounton.Vendors;

namespace Accounton.Features.Sync;

/// <summary>A keyed hash of all that a vendor's list gives of a client: the same one means there is nothing to write.</summary>
public static class ContentHash
{
    // Raise it when the way a record becomes columns changes: every row is then written once more.
    private const char Version = '2';

    public static byte[] Create(ClientRecord client, OfficeCipher cipher)
    {
        var text = new StringBuilder(512).Append(Version);
        foreach (var value in Values(client))
            text.Append('\u001f').Append(value is null ? "\u0000" : value);

        return cipher.Hash(text.ToString());
    }

    private static IEnumerable<string?> Values(ClientRecord c) =>
    [
        c.CallId, c.Status.ToString(), c.Type.ToString(), c.FirstName, c.LastName, c.CompanyName, c.Email, c.Language, c.Mobile, c.Phone,
        c.Street, c.HouseNumber, c.Box, c.PostalCode, c.City, c.Country, c.BirthDate?.ToString("O", CultureInfo.InvariantCulture),
        c.NationalNumber?.Reveal(), c.PartnerId, c.EnterpriseNumber, c.Code, c.ResponsibleName, c.ResponsibleEmail,
    ];
}
