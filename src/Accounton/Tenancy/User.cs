using Microsoft.AspNetCore.Identity;

namespace Accounton.Tenancy;

/// <summary>A person who signs in; works for offices through memberships, or runs the platform as an operator.</summary>
public sealed class User : IdentityUser<Guid>
{
    public const int NameLength = 200;

    public required string Name { get; set; }

    /// <summary>nl, fr or en; null follows the office, then the browser.</summary>
    public string? Language { get; set; }

    /// <summary>Runs the platform: watches the jobs, belongs to no office, sees no client data.</summary>
    public bool IsOperator { get; set; }
}
