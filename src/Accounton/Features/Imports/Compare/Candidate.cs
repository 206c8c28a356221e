using Accounton.Features.Clients;

namespace Accounton.Features.Imports.Compare;

/// <summary>
/// One client as an import brings it, not checked yet: a record of a back-office, a couple of two, or a line of a workbook.
/// </summary>
public sealed record Candidate(ClientValues Given)
{
    /// <summary>What tells it from the others of this import: the source row's id, or a line's number as an id.</summary>
    public required Guid Key { get; init; }
    public int? LineNumber { get; init; }
    public string? VendorId { get; init; }
    public string? PartnerVendorId { get; init; }
    public byte[]? SourceHash { get; init; }
    public byte[]? PartnerSourceHash { get; init; }

    /// <summary>The client here that an earlier import linked it to.</summary>
    public Guid? LinkedTo { get; init; }

    /// <summary>Warnings that only its source can tell.</summary>
    public IReadOnlyList<FieldReason> Reasons { get; init; } = [];

    /// <summary>The partner is not linked to that client yet.</summary>
    public bool PartnerNeedsLink { get; init; }
}

/// <summary>Where candidates come from. Read twice: once for their keys, once for their values.</summary>
public interface ICandidateSource
{
    ValidationLevel ValidationLevel { get; }

    /// <summary>All candidates, a page at a time, in the same order each time.</summary>
    IAsyncEnumerable<IReadOnlyList<Candidate>> ReadAsync(CancellationToken cancellationToken);
}
