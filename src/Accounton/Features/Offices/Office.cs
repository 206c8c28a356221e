namespace Accounton.Features.Offices;

/// <summary>The tenant: an accounting office (kantoor).</summary>
public sealed class Office
{
    public const int NameLength = 200;

    public Guid Id { get; init; }
    public required string Name { get; set; }

    /// <summary>nl, fr or en: for who has chosen no language of their own.</summary>
    public string Language { get; set; } = "nl";
    public DateTimeOffset CreatedAt { get; init; }
}
