using Accounton.Tenancy;

namespace Accounton.Features.Mail;

/// <summary>
/// The picture at the head of an office's mails; one at most, in a table of its own because everybody reads
/// offices and hardly anybody this.
/// </summary>
public sealed class OfficeLogo : IOfficeOwned
{
    public const int MostBytes = 200 * 1024;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }

    /// <summary>What its first bytes say it is: <c>image/png</c> or <c>image/jpeg</c>.</summary>
    public required string ContentType { get; init; }
    public required byte[] Bytes { get; init; }
}
