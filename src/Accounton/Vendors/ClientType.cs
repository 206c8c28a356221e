namespace Accounton.Vendors;

/// <summary>What kind of taxpayer. Stored by name.</summary>
public enum ClientType
{
    Person = 1,
    SoleProprietor = 2,
    Company = 3,
}
