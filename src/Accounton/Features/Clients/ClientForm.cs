using Accounton.Features.Clients.Matching;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Accounton.Features.Clients;

/// <summary>A client as it is typed. National numbers go out to the browser only while they are being corrected.</summary>
public sealed class ClientForm
{
    /// <summary>The responsible stays whoever it is, although no member of the office.</summary>
    public const string KeepResponsible = "=";

    /// <summary>The version that was on the screen.</summary>
    public int Version { get; set; }

    /// <summary>By the fields' keys.</summary>
    public Dictionary<string, string?> Values { get; set; } = [];

    /// <summary>National numbers to be erased, by their fields' keys: an empty box leaves them as they are.</summary>
    public List<string> Erased { get; set; } = [];

    /// <summary>The clients it looks like, as they were shown: adding it all the same is a second press of the button.</summary>
    public string? Despite { get; set; }

    public static ClientForm From(Client client, OfficeCipher cipher, IReadOnlyList<Colleague> colleagues) => new ClientForm
    {
        Version = client.Version,
        Values = ClientFields.All.ToDictionary(
            field => field.Key,
            field => field.IsEncrypted ? null
                : field == ClientFields.ResponsibleEmail ? ResponsibleOf(client, colleagues)
                : field.Read(client, cipher)),
    };

    /// <summary>An empty form for a person.</summary>
    public static ClientForm New(string language) => new ClientForm().Filled(language);

    /// <summary>All fields, those that were not sent empty.</summary>
    public ClientForm Filled(string? language = null)
    {
        foreach (var field in ClientFields.All)
            Values.TryAdd(
                field.Key,
                field == ClientFields.Type ? nameof(Vendors.ClientType.Person) : field == ClientFields.Language ? language : null);
        return this;
    }

    /// <summary>The values that are meant: what was typed, and for a national number left empty the one there is.</summary>
    public ClientValues Meant(Client? client, OfficeCipher cipher, IReadOnlyList<Colleague> colleagues)
    {
        var values = new ClientValues();
        foreach (var field in ClientFields.All)
        {
            var typed = Values.GetValueOrDefault(field.Key);
            values[field] = field.IsEncrypted && string.IsNullOrWhiteSpace(typed) && client is not null && !Erased.Contains(field.Key)
                ? field.Read(client, cipher)
                : typed;
        }

        var responsible = Values.GetValueOrDefault(ClientFields.ResponsibleEmail.Key);
        var colleague = colleagues.FirstOrDefault(one => one.Email == responsible);
        (values[ClientFields.ResponsibleEmail], values[ClientFields.ResponsibleName]) =
            responsible == KeepResponsible && client is not null
                ? (client.ResponsibleEmail, client.ResponsibleName)
                : (colleague?.Email, colleague?.Name);
        return values;
    }

    private static string? ResponsibleOf(Client client, IReadOnlyList<Colleague> colleagues) => Colleagues.Get(client, colleagues) switch
    {
        null => null,
        { IsMember: true } => client.ResponsibleEmail,
        _ => KeepResponsible,
    };
}

/// <summary>What somebody else changed while a form was open.</summary>
/// <param name="Theirs">As a screen shows it; null when they erased it.</param>
/// <param name="IsTaken">Nothing was typed here that differs: theirs is in the form now.</param>
public sealed record Meanwhile(ClientField Field, string? Theirs, string? ByName, bool IsTaken);

/// <summary>The page with a client's form.</summary>
public sealed record EditModel(
    Client? Client,
    ClientForm Form,
    IReadOnlyList<Colleague> Colleagues,
    IReadOnlyDictionary<string, string> Masks,
    IReadOnlyList<Duplicate> Duplicates,
    IReadOnlyList<Meanwhile> Meanwhile)
{
    /// <summary>What a field may be; what it is now among them, even when it is none of ours.</summary>
    public IEnumerable<SelectListItem> ChoicesOf(ClientField field, Texts texts)
    {
        if (field != ClientFields.Type)
            yield return new(texts["Client.Choose"], "");
        foreach (var choice in field.Choices)
            yield return new(ClientText.Show(field, choice, texts), choice);
        if (Form.Values[field.Key] is { Length: > 0 } other && !field.Choices.Contains(other))
            yield return new(other, other);
    }

    /// <summary>Who may be responsible; one who is no member of the office only when it is so now.</summary>
    public IEnumerable<SelectListItem> People(Texts texts)
    {
        yield return new(texts["Clients.WithoutResponsible"], "");
        foreach (var colleague in Colleagues)
            yield return new(colleague.Name, colleague.Email);
        if (Client is not null && Clients.Colleagues.Get(Client, Colleagues) is { IsMember: false } stranger)
            yield return new($"{stranger.Name} ({texts["Clients.NoMember"]})", ClientForm.KeepResponsible);
    }
}
