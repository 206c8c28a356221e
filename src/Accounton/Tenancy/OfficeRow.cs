namespace Accounton.Tenancy;

/// <summary>The ids of a row: what a job gets as its arguments, office first.</summary>
public readonly record struct OfficeRow(Guid OfficeId, Guid Id);
