using Accounton.Features.Audit;

namespace Accounton.Features.Operators;

public sealed record OfficeCreated(string Name) : AuditRecord;

public sealed record OfficeSuspended : AuditRecord;

public sealed record OfficeResumed : AuditRecord;
