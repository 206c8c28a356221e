namespace Accounton.Vendors.Syneton;

/// <summary>The expiry that comes along is in the server's own local time, without zone: not to be trusted, so not read.</summary>
public sealed record SynetonToken(string? TokenGuid);

/// <summary>What the server is set to.</summary>
/// <param name="RateLimit">Calls per minute.</param>
public sealed record SynetonSettings(long? MaxRecordsPerPage, long? RateLimit);

/// <summary>A client as Syneton writes it; 0 is used where null is meant.</summary>
public sealed record SynetonCustomer(
    long? CustomerId,
    string? CustCode,
    string? Name,
    string? Firstname,
    string? CommercialName,
    bool? IsCompany,
    bool? IsActive,
    string? CustomerCrmType,
    string? Language,
    DateOnly? DateOfBirth,
    string? Email,
    string? Phone,
    string? Mobile,
    string? VATNr,
    string? SocialSecurityNumber,
    DateOnly? DisabledDate);

/// <summary>The second place where a national number may be.</summary>
public sealed record SynetonPrivate(string? NationalNr);

public sealed record SynetonAddress(
    long? CustomerId,
    string? Street1,
    string? StreetName,
    string? HouseNr,
    string? HouseBox,
    string? ZipCode,
    string? City,
    string? CountryCode,
    bool? RegisteredOffice);

/// <summary>What a client (<c>Pk</c>) has to do with another one (<c>Fk</c>): partner, director and so on.</summary>
public sealed record SynetonLink(long? CustomerIdPk, long? CustomerIdFk, string? LinkType);

public sealed record SynetonProject(long? ProjectId, long? CustomerId, long? ProjectManagerId);

public sealed record SynetonEmployee(long? EmployeeId, string? Name, string? Firstname, string? WorkEmail);

public sealed record SynetonChange(string? Id, string? ActionType, string? TableName);

public sealed record SynetonPlannedTask(long? TaskId, long? ProjectId);

public sealed record SynetonTask(long? TaskId, string? TaskName, bool? TaskActive);
