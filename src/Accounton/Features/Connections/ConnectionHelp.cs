using Accounton.Vendors;

namespace Accounton.Features.Connections;

/// <summary>Where the help says what to do about a message of a connection: an article with a section for each.</summary>
public static class ConnectionHelp
{
    public const string Article = "koppeling-meldingen";

    public static string At(string anchor) => $"/help/{Article}#{anchor}";

    /// <param name="fault">A <see cref="VendorFault"/> or one of a sync's own.</param>
    public static string Of(string? fault) => At($"fault-{fault}");
}
