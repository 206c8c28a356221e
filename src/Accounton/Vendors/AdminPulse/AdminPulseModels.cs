using System.Text.Json.Serialization;

namespace Accounton.Vendors.AdminPulse;

/// <summary>A client as AdminPulse writes it. Not all names are proven: anything may be missing.</summary>
public sealed record AdminPulseRelation(
    string? Id,
    string? UniqueIdentifier,
    string? Code,
    string? Name,
    string? DisplayName,
    string? FirstName,
    string? LegalForm,
    string? Language,
    string? RelationType,
    string? Status,
    string? VatNumber,
    string? NationalNumber,
    DateOnly? BirthDate,
    DateOnly? EndDate)
{
    [JsonConverter(typeof(ObjectsOrNone<AdminPulseChannel>))]
    public IReadOnlyList<AdminPulseChannel> CommunicationChannels { get; init; } = [];

    [JsonConverter(typeof(ObjectOrNull<AdminPulseAddress>))]
    public AdminPulseAddress? Address { get; init; }

    [JsonConverter(typeof(ObjectOrNull<AdminPulseResponsible>))]
    public AdminPulseResponsible? Responsible { get; init; }

    /// <summary>Links to other relations.</summary>
    [JsonConverter(typeof(ObjectsOrNone<AdminPulseLink>))]
    public IReadOnlyList<AdminPulseLink> Tos { get; init; } = [];
}

public sealed record AdminPulseChannel(string? Type, string? Value, bool? Favorite);

public sealed record AdminPulseAddress(
    string? Street, string? HouseNumber, string? Box, string? PostalCode, string? City, string? CountryCode);

public sealed record AdminPulseResponsible(string? Name, string? Email);

public sealed record AdminPulseLink(long? LinkType, string? UniqueIdentifier)
{
    public const long Partner = 5;
}

public sealed record AdminPulseTask(
    string? Id, string? UniqueIdentifier, string? TemplateName, string? RelationId, string? RelationUniqueIdentifier);

public sealed record AdminPulseCompany(string? Id, string? UniqueIdentifier, string? Name);
