using Accounton.Features.Audit;

namespace Accounton.Features.Settings.OwnOffice;

public sealed record OfficeChanged(IReadOnlyList<string> Fields) : AuditRecord;
