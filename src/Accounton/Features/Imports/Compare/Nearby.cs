using Accounton.Features.Clients;

namespace Accounton.Features.Imports.Compare;

/// <summary>What shares a key with one client: all that can bear on the verdict on it.</summary>
public static class Nearby
{
    public static IQueryable<Client> Clients(IQueryable<Client> clients, IClientColumns one, Guid? linkedTo)
    {
        var (number, partner, enterprise, mail, name) = (one.NationalNumberHash, one.PartnerNationalNumberHash, one.EnterpriseNumber, one.EmailKey, one.SortName);
        return clients.Where(c => c.Id == linkedTo
            || (number != null && (c.NationalNumberHash == number || c.PartnerNationalNumberHash == number))
            || (partner != null && c.NationalNumberHash == partner)
            || (enterprise != null && c.EnterpriseNumber == enterprise)
            || (mail != null && c.EmailKey == mail)
            || (name != "" && c.SortName == name));
    }

    public static IQueryable<ImportRow> Rows(IQueryable<ImportRow> rows, IClientColumns one)
    {
        var (number, partner, enterprise, mail, name) = (one.NationalNumberHash, one.PartnerNationalNumberHash, one.EnterpriseNumber, one.EmailKey, one.SortName);
        return rows.Where(c =>
            (number != null && (c.NationalNumberHash == number || c.PartnerNationalNumberHash == number))
            || (partner != null && c.NationalNumberHash == partner)
            || (enterprise != null && c.EnterpriseNumber == enterprise)
            || (mail != null && c.EmailKey == mail)
            || (name != "" && c.SortName == name));
    }
}
