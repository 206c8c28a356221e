using Accounton.Tenancy;

namespace Accounton.Features.Imports;

/// <summary>An import to trigger.</summary>
public sealed record DueImport(OfficeRow Row, DateTimeOffset? LeaseUntil);
