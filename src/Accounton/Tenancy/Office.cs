using Accounton.Data;

namespace Accounton.Tenancy;

/// <summary>The tenant: an accounting office (kantoor).</summary>
public sealed class Office
{
    public const int NameLength = 200;

    public Guid Id { get; init; }
    public required string Name { get; set; }

    /// <summary>nl, fr or en: for who has chosen no language of their own.</summary>
    public string Language { get; set; } = "nl";
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// By which version of the rules its clients' keys to sort and search by are stored (<see cref="NormalText.KeysVersion"/>).
    /// </summary>
    public int KeysVersion { get; set; } = NormalText.KeysVersion;

    /// <summary>Since when nobody works in it and no job runs for it; its data stays.</summary>
    public DateTimeOffset? SuspendedAt { get; set; }

    /// <summary>
    /// Raised with every change of who is an Admin and every invitation, and compared by the database: two at once cannot both
    /// leave the other one as the last.
    /// </summary>
    public int MembersVersion { get; set; }

    /// <summary>Ten digits.</summary>
    public string? EnterpriseNumber { get; set; }
    public string? Street { get; set; }
    public string? PostalCode { get; set; }
    public string? City { get; set; }

    /// <summary>The zone that its people read times in; null follows <c>App:TimeZone</c>.</summary>
    public string? TimeZone { get; set; }
    public string? ContactEmail { get; set; }
    public string? ContactPhone { get; set; }

    /// <summary>Its mails come under this name; null is the office's own.</summary>
    public string? SenderName { get; set; }

    /// <summary>Where answers to its mails go.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>As <c>#rrggbb</c>; null is Accounton's.</summary>
    public string? Colour { get; set; }
}
