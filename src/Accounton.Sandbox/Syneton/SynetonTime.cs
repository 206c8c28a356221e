namespace Accounton.Sandbox.Syneton;

/// <summary>The clock on the wall of the pretended server, which it tells without a zone.</summary>
internal static class SynetonTime
{
    private static readonly TimeZoneInfo Zone =
        TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Brussels", out var brussels) ? brussels : TimeZoneInfo.Local;

    public static DateTime Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone).DateTime;
}
