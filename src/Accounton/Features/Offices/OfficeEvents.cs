using Accounton.Features.Audit;

namespace Accounton.Features.Offices;

public sealed record OfficeEntered : AuditRecord;
