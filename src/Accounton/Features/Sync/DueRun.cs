using Accounton.Tenancy;

namespace Accounton.Features.Sync;

/// <summary>A run to trigger, and whether it belongs in the queue of big ones.</summary>
public sealed record DueRun(OfficeRow Row, bool IsBig, DateTimeOffset? LeaseUntil);
