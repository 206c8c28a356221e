using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Tenancy;
using Accounton.Vendors;

namespace Accounton.Features.Sync;

/// <summary>A vendor's record as columns of the source table.</summary>
public static class SourceRow
{
    private const int LongestRead = 1000;

    /// <summary>Writes all that the vendor's list gives, normalised, into a row.</summary>
    public static void Fill(SourceClient row, ClientRecord record, byte[] hash, OfficeCipher cipher, DateTimeOffset now)
    {
        row.CallId = record.CallId;
        row.Status = record.Status;
        row.Type = record.Type;
        row.BirthDate = record.BirthDate;
        if (!record.PartnerLeftOut)
            row.PartnerVendorId = record.PartnerId;
        row.CutFields = 0;
        foreach (var field in ClientFields.Texts)
            field.Write(row, Kept(row, field, Text(record, field.Key)), cipher);

        if (record.NationalNumber is not null || !row.NationalNumberApart)
        {
            row.SetNationalNumber(record.NationalNumber, cipher);
            row.NationalNumberApart = false;
        }

        row.SetKeys();
        row.ContentHash = hash;
        row.NationalNumberAskedAt = null;
        row.PartnerAskedAt = null;
        row.MissingSince = null;
        row.GoneSince = null;
        row.FetchedAt = now;
    }

    /// <summary>As it came where there is room for it, else as it is kept, else its beginning, which is remembered.</summary>
    private static string? Kept(SourceClient row, ClientField field, string? text)
    {
        if (NormalText.From(text, LongestRead) is not { } whole || whole.Length <= field.Length)
            return ClientFields.Normalise(field, text);
        if (field.Check(whole, new CheckContext(DateOnly.MaxValue)).Value is { } kept && kept.Length <= field.Length)
            return kept;

        row.CutFields |= field.Mask;
        return ClientFields.Normalise(field, whole);
    }

    private static string? Text(ClientRecord record, string field) => field switch
    {
        nameof(IClientColumns.FirstName) => record.FirstName,
        nameof(IClientColumns.LastName) => record.LastName,
        nameof(IClientColumns.CompanyName) => record.CompanyName,
        nameof(IClientColumns.Email) => record.Email,
        nameof(IClientColumns.Language) => record.Language,
        nameof(IClientColumns.Mobile) => record.Mobile,
        nameof(IClientColumns.Phone) => record.Phone,
        nameof(IClientColumns.Street) => record.Street,
        nameof(IClientColumns.HouseNumber) => record.HouseNumber,
        nameof(IClientColumns.Box) => record.Box,
        nameof(IClientColumns.PostalCode) => record.PostalCode,
        nameof(IClientColumns.City) => record.City,
        nameof(IClientColumns.Country) => record.Country,
        nameof(IClientColumns.EnterpriseNumber) => record.EnterpriseNumber,
        nameof(IClientColumns.Code) => record.Code,
        nameof(IClientColumns.ResponsibleName) => record.ResponsibleName,
        nameof(IClientColumns.ResponsibleEmail) => record.ResponsibleEmail,
        nameof(IClientColumns.PartnerName) => null,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No vendor gives this field."),
    };
}
