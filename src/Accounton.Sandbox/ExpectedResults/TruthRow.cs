namespace Accounton.Sandbox.ExpectedResults;

/// <summary>
/// A client as a perfect sync would hold it: neutral words, the vendor's quirks resolved, text as it came, unknown is null.
/// </summary>
internal sealed record TruthRow
{
    public required string Id { get; init; }
    public required string CallId { get; init; }
    public required string Status { get; init; }
    public required string Type { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? CompanyName { get; init; }
    public string? Email { get; init; }
    public string? Language { get; init; }
    public string? Mobile { get; init; }
    public string? Phone { get; init; }
    public string? Street { get; init; }
    public string? HouseNumber { get; init; }
    public string? Box { get; init; }
    public string? PostalCode { get; init; }
    public string? City { get; init; }
    public string? Country { get; init; }
    public string? BirthDate { get; init; }
    public string? NationalNumber { get; init; }
    public string? PartnerId { get; init; }
    public string? EnterpriseNumber { get; init; }
    public string? Code { get; init; }
    public string? ResponsibleName { get; init; }
    public string? ResponsibleEmail { get; init; }

    /// <summary>The names of the task templates of which there is a task for this client.</summary>
    public IReadOnlyList<string> TaskTemplates { get; init; } = [];
}
