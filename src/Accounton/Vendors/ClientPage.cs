namespace Accounton.Vendors;

/// <summary>A page of clients as the vendor gave them.</summary>
/// <param name="Clients">At most a page of the vendor's size.</param>
/// <param name="Total">How many clients the vendor says there are in all, where it says so.</param>
/// <param name="RowsMoved">
/// The vendor's list changed while it was being read, so a client may have slipped between two pages. Null when the vendor
/// cannot tell; what the last page says counts for the reading.
/// </param>
/// <param name="Skipped">Items without any id, which cannot be kept: the reading is incomplete, however often it is repeated.</param>
public sealed record ClientPage(IReadOnlyList<ClientRecord> Clients, int? Total, bool? RowsMoved, int Skipped = 0);
