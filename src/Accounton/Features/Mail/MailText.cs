using Accounton.Localisation;

namespace Accounton.Features.Mail;

/// <summary>How mails end: with whose they are, and for who works with Accounton with whom to turn to.</summary>
public static class MailText
{
    /// <summary>A mail to somebody who works with Accounton.</summary>
    public static string ForUser(this Texts texts, string body) =>
        Signed(texts, body, texts["App.Name"]) + (texts.SupportLine is { } line ? $"\n\n{line}" : "");

    /// <summary>A mail to an office's client, who knows the office and turns to it.</summary>
    public static string ForClient(this Texts texts, string body, string office) => Signed(texts, body, office);

    private static string Signed(Texts texts, string body, string name) => $"{body}\n\n{texts["Mail.Closing", name]}";
}
