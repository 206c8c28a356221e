using Accounton.Localisation;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>Files in words.</summary>
public static class FileText
{
    private const double Kilobyte = 1024;
    private const double Megabyte = Kilobyte * Kilobyte;

    /// <summary>A size as people say it: <c>340 kB</c>, <c>1,2 MB</c>.</summary>
    public static string Size(long bytes, Texts texts) => bytes < Megabyte
        ? texts["Upload.Kilobytes", Math.Max(1, Math.Round(bytes / Kilobyte)).ToString("N0", texts.Language.Culture)]
        : texts["Upload.Megabytes", (bytes / Megabyte).ToString("0.#", texts.Language.Culture)];

    /// <summary>What came of a file.</summary>
    public static string Describe(UploadOutcome outcome, UploadOptions limits, Texts texts) => outcome switch
    {
        UploadOutcome.TooLarge => texts["UploadOutcome.TooLarge", limits.MaxFile],
        UploadOutcome.NoRoom => texts["UploadOutcome.NoRoom", limits.MaxQuestionnaire],
        UploadOutcome.TooMany => texts["UploadOutcome.TooMany", UploadWriter.MostFiles],
        _ => texts["UploadOutcome." + outcome],
    };
}
