using Accounton.Features.Audit;
using Accounton.Vendors;

namespace Accounton.Features.Settings.Integrations;

public sealed record ConnectionLinked(Vendor Vendor, string? Account, bool Again) : AuditRecord;

public sealed record OtherAccountReturned(Vendor Vendor, string? Linked, string? Returned) : AuditRecord;

public sealed record OtherAccountAccepted(Vendor Vendor, string? Before, string? Account) : AuditRecord;

public sealed record OtherAccountDeclined(Vendor Vendor, string? Account) : AuditRecord;

public sealed record ConnectionUnlinked(Vendor Vendor, bool ClientsRemoved) : AuditRecord;

public sealed record SyncAsked(Vendor Vendor) : AuditRecord;

public sealed record SyncCancelAsked(Vendor Vendor) : AuditRecord;

public sealed record MissingClientsConfirmed(Vendor Vendor, int Count) : AuditRecord;
