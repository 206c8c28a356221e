using Accounton.Features.Audit;

namespace Accounton.Features.Imports;

public sealed record ImportStarted(Guid Import, ImportSource Source) : AuditRecord;

public sealed record ImportAbandoned(Guid Import) : AuditRecord;

public sealed record ImportConfirmed(Guid Import, ImportSource Source) : AuditRecord;

public sealed record ImportApplied(Guid Import, ImportSource Source, int Added, int Changed, int Archived, int NotApplied) : AuditRecord;

public sealed record ImportUndoAsked(Guid Import, ImportSource Source) : AuditRecord;

public sealed record ImportUndone(Guid Import, ImportSource Source, int Restored, int LeftAlone) : AuditRecord;

/// <summary>With the national numbers whole.</summary>
public sealed record InvalidRowsDownloaded(Guid Import, int Rows) : AuditRecord;
