namespace Accounton.Vendors;

/// <summary>The back-offices there are. Stored by name.</summary>
public enum Vendor
{
    AdminPulse = 1,
    Syneton = 2,
}
