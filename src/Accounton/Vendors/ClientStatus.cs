namespace Accounton.Vendors;

/// <summary>
/// Whether a back-office's record is a client to work with. Only <see cref="Customer"/> is counted and offered. Stored by name.
/// </summary>
public enum ClientStatus
{
    Customer = 1,
    Prospect = 2,
    OwnCompany = 3,
    Ended = 4,
    Inactive = 5,
    Other = 6,
}
