using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Tenancy;

namespace Accounton.Tests.Features.Clients;

/// <summary>Clients for tests, made as the application makes them.</summary>
internal static class GivenClients
{
    public static readonly ChangeAuthor An = new(ValueOrigin.Hand, null, "An");

    public static ClientValues Values(params (string Field, string? Text)[] given)
    {
        var values = new ClientValues { [ClientFields.Type] = "Person" };
        foreach (var (field, text) in given)
            values[ClientFields.Get(field)] = text;
        return values;
    }

    public static Client Person(
        AccountonContext db, OfficeCipher cipher, string firstName, string lastName, params (string Field, string? Text)[] more) =>
        new ClientWriter(db, TimeProvider.System).Add(Values([("FirstName", firstName), ("LastName", lastName), .. more]), An, cipher);
}
