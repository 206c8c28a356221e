namespace Accounton.Vendors;

/// <summary>Which account at the vendor. <paramref name="Id"/> tells two accounts apart; <paramref name="Name"/> is for people.</summary>
public sealed record VendorAccount(string Id, string? Name);
