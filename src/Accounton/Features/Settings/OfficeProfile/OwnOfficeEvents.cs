using Accounton.Features.Audit;

namespace Accounton.Features.Settings.OfficeProfile;

public sealed record OfficeChanged(IReadOnlyList<string> Fields) : AuditRecord;
