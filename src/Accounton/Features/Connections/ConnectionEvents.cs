using Accounton.Features.Audit;
using Accounton.Vendors;

namespace Accounton.Features.Connections;

public sealed record ReconnectNeeded(Vendor Vendor, string Fault) : AuditRecord;
