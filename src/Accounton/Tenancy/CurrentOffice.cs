namespace Accounton.Tenancy;

/// <summary>
/// The office this request or job works for. There is no "no office": reading <see cref="Id"/> before it is set throws,
/// so that a forgotten office is an error and never somebody else's data.
/// </summary>
public sealed class CurrentOffice
{
    private Guid? _id;

    public Guid Id => _id ?? throw new OfficeNotSetException();

    public bool IsSet => _id is not null;

    /// <summary>Sets the office, once; a scope never changes from one office to another.</summary>
    public void Use(Guid officeId)
    {
        if (officeId == Guid.Empty || (_id is not null && _id != officeId))
            throw new TenancyException("A scope works for one office, set once.");

        _id = officeId;
    }
}

/// <summary>Office data was asked for where no office was set.</summary>
public sealed class OfficeNotSetException() : InvalidOperationException("No office is set in this scope.");

/// <summary>An attempt to touch another office's data. A fault in our own code, never a user's.</summary>
public sealed class TenancyException(string message) : InvalidOperationException(message);
