using Accounton.Tenancy;
using Accounton.Vendors;

namespace Accounton.Features.Clients;

/// <summary>A client's values as plain text, national numbers in the open: lives in memory only, is never logged or serialised.</summary>
public sealed class ClientValues
{
    private readonly string?[] _values = new string?[ClientFields.All.Max(f => f.Bit) + 1];

    public string? this[ClientField field]
    {
        get => _values[field.Bit];
        set => _values[field.Bit] = value;
    }

    public ClientType Type => Enum.TryParse<ClientType>(this[ClientFields.Type], out var type) ? type : ClientType.Person;

    public static ClientValues From(IClientColumns row, OfficeCipher cipher)
    {
        var values = new ClientValues();
        foreach (var field in ClientFields.All)
            values[field] = field.Read(row, cipher);
        return values;
    }

    /// <summary>Writes all fields into a row, and its keys.</summary>
    public void WriteTo(IClientColumns row, OfficeCipher cipher)
    {
        foreach (var field in ClientFields.All)
            field.Write(row, this[field], cipher);
        row.SetKeys();
    }
}
