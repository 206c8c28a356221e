using Accounton.Data;
using Accounton.Vendors;

namespace Accounton.Features.Sync.Readiness;

/// <summary>What a back-office's client can lack. Its words are <c>Lack.{name}</c>; it stands in addresses.</summary>
public enum MissingField
{
    Email = 1,
    Language,
    NationalNumber,
    RightNationalNumber,
    PartnerNumber,
    Responsible,
}

/// <summary>Who lacks what, the same for the figures and for the lists that they open.</summary>
public static class MissingFields
{
    /// <summary>Only these are counted and imported.</summary>
    public static IQueryable<SourceClient> Customers(IQueryable<SourceClient> clients) =>
        clients.Where(c => c.Status == ClientStatus.Customer && c.GoneSince == null);

    /// <summary>The customers among them that lack it. A company has no national number; a wrong one has no hash.</summary>
    public static IQueryable<SourceClient> Get(AccountonContext db, IQueryable<SourceClient> clients, MissingField lack) => lack switch
    {
        MissingField.Email => Customers(clients).Where(c => c.Email == null),
        MissingField.Language => Customers(clients).Where(c => c.Language == null),
        MissingField.NationalNumber => Customers(clients).Where(c => c.Type != ClientType.Company && c.NationalNumberCipher == null),
        MissingField.RightNationalNumber =>
            Customers(clients).Where(c => c.Type != ClientType.Company && c.NationalNumberCipher != null && c.NationalNumberHash == null),
        MissingField.PartnerNumber => Customers(clients).Where(c => c.PartnerVendorId != null && c.PartnerNationalNumberHash == null
            && !db.SourceClients.Any(
                p => p.ConnectionId == c.ConnectionId && p.VendorId == c.PartnerVendorId && p.NationalNumberHash != null)),
        MissingField.Responsible => Customers(clients).Where(c => c.ResponsibleName == null && c.ResponsibleEmail == null),
        _ => throw new ArgumentOutOfRangeException(nameof(lack), lack, null),
    };
}
