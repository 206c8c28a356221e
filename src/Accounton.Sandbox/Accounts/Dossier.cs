namespace Accounton.Sandbox.Accounts;

/// <summary>One client of an account as both pretended vendors know it, before either puts it in its own shape.</summary>
internal sealed record Dossier
{
    /// <summary>Syneton's CustomerId.</summary>
    public required int Number { get; init; }

    /// <summary>AdminPulse's uniqueIdentifier, by which links refer to it.</summary>
    public required string Uid { get; init; }

    /// <summary>AdminPulse's id, by which calls ask for it.</summary>
    public required string RelationId { get; init; }

    public string? Code { get; init; }
    public required Kind Kind { get; init; }
    public Standing Standing { get; init; }
    public DateOnly? EndDate { get; init; }

    /// <summary>The last name of a person, the name of a company.</summary>
    public required string Name { get; init; }
    public string? FirstName { get; init; }

    /// <summary>The name a sole proprietor trades under.</summary>
    public string? TradeName { get; init; }
    public string? LegalForm { get; init; }
    public string? Language { get; init; }
    public string? Email { get; init; }
    public EmailPlace EmailPlace { get; init; }
    public string? Mobile { get; init; }
    public string? Phone { get; init; }
    public Address? Address { get; init; }
    public DateOnly? BirthDate { get; init; }
    public Sex Sex { get; init; }

    /// <summary>As the office typed it: with or without dots, and not always right.</summary>
    public string? NationalNumber { get; init; }
    public string? VatNumber { get; init; }
    public string? Remark { get; init; }
    public int? PartnerNumber { get; init; }
    public string? PartnerUid { get; init; }
    public Employee? Responsible { get; init; }

    /// <summary>How completely the vendors fill in this record's optional fields.</summary>
    public Filling Filling { get; init; }
}

internal enum Kind
{
    Person,
    SoleProprietor,
    Company,
}

internal enum Standing
{
    Customer,
    Prospect,
    OwnCompany,
    Ended,
    Other,
}

internal enum Sex
{
    Female,
    Male,
}

internal enum EmailPlace
{
    Favourite,

    /// <summary>On the record, but no e-mail is marked as the favourite.</summary>
    NotFavourite,

    /// <summary>There are two, and the second one is the favourite.</summary>
    Second,

    /// <summary>Only on a linked contact, so not on the record at all.</summary>
    Contact,
}

internal enum Filling
{
    Full,

    /// <summary>Optional properties are left out of the answer.</summary>
    Lacking,

    /// <summary>Optional properties are there and null.</summary>
    Nulls,
}

internal sealed record Address(string? Street, string? HouseNumber, string? Box, string? PostalCode, string? City, string? Country);

/// <summary>Somebody who works at the accounting office.</summary>
internal sealed record Employee(int Number, string FirstName, string Name, string? Email)
{
    public static readonly Employee[] All =
    [
        new(1, "An", "De Smet", "accountant@demo.test"),
        new(2, "Bart", "Claes", "admin@demo.test"),
        new(3, "Chantal", "Dubois", "chantal.dubois@kantoor.test"),
        new(4, "Dirk", "Van den Broeck", "dirk@kantoor.test"),
        new(5, "Élise", "O'Connor", null),
    ];

    public string FullName => $"{FirstName} {Name}";
}
