namespace Accounton.Features.SignIn.SingleSignOn;

/// <summary>
/// How somebody's way to single sign-on came out: a session for a user, their password asked for first, or a fault. Kept as text
/// with the attempt, for a browser that comes back more than once.
/// </summary>
/// <param name="Fault">Why not; null when it went well.</param>
/// <param name="UserId">Who it is.</param>
/// <param name="OfficeId">The office that they just joined.</param>
/// <param name="Key">How the issuer knows them, when that has to be linked first.</param>
public sealed record SignOnOutcome(SingleSignOnFault? Fault, Guid UserId = default, Guid? OfficeId = null, string? Key = null)
{
    private const char Separator = ' ';

    public static SignOnOutcome No(SingleSignOnFault fault) => new(fault);

    public static SignOnOutcome In(Guid userId, Guid? officeId = null) => new(null, userId, officeId);

    public static SignOnOutcome Ask(Guid userId, string key) => new(null, userId, Key: key);

    public override string ToString() =>
        Fault is { } fault ? fault.ToString() : string.Join(Separator, UserId.ToString("N"), OfficeId?.ToString("N") ?? "", Key ?? "");

    public static SignOnOutcome Parse(string text) => Enum.TryParse<SingleSignOnFault>(text, out var fault) ? No(fault)
        : text.Split(Separator) is [var user, var office, var key]
            ? new(null, Guid.ParseExact(user, "N"), office.Length == 0 ? null : Guid.ParseExact(office, "N"), key.Length == 0 ? null : key)
        : No(SingleSignOnFault.Failed);
}
