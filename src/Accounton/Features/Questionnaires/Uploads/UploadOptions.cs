using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>Section <c>Uploads</c>. Sizes are in megabytes of 1,048,576 bytes.</summary>
public sealed class UploadOptions : IValidatableObject
{
    public const string Section = "Uploads";

    private const int Megabyte = 1024 * 1024;

    /// <summary>The largest file.</summary>
    [Range(1, 100)]
    public int MaxFile { get; set; } = 25;

    /// <summary>The most for all files of a questionnaire together.</summary>
    [Range(1, 2000)]
    public int MaxQuestionnaire { get; set; } = 200;

    /// <summary>Where clamd listens, <c>host:port</c>; without it files are not scanned.</summary>
    public string? ClamAv { get; set; }

    public long MostOfFile => (long)MaxFile * Megabyte;

    public long MostOfQuestionnaire => (long)MaxQuestionnaire * Megabyte;

    /// <summary>The scanner's address; null when there is none.</summary>
    public DnsEndPoint? Scanner => string.IsNullOrEmpty(ClamAv) ? null : Find(ClamAv);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxQuestionnaire < MaxFile)
            yield return new ValidationResult(
                $"{Section}:{nameof(MaxQuestionnaire)} is at least {nameof(MaxFile)}.", [nameof(MaxQuestionnaire)]);
        if (!string.IsNullOrEmpty(ClamAv) && Find(ClamAv) is null)
            yield return new ValidationResult(
                $"{Section}:{nameof(ClamAv)} is a host and a port, such as localhost:3310.", [nameof(ClamAv)]);
    }

    private static DnsEndPoint? Find(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? "" : text[..colon].Trim('[', ']');
        return host.Length > 0 && Uri.CheckHostName(host) != UriHostNameType.Unknown
            && ushort.TryParse(text[(colon + 1)..], out var port) && port > 0
            ? new(host, port)
            : null;
    }
}
