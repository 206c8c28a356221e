using Accounton.Features.Connections;
using Accounton.Vendors;

namespace Accounton.Features.Operators;

/// <summary>An office as an operator sees it.</summary>
public sealed record OfficeHealth(Guid OfficeId, int Members, IReadOnlyList<LinkHealth> Links);

/// <summary>How a link is doing.</summary>
public sealed record LinkHealth(Vendor Vendor, ConnectionState State, DateTimeOffset? LastSyncAt);
