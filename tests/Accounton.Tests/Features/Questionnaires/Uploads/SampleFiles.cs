using System.Security.Cryptography;

namespace Accounton.Tests.Features.Questionnaires.Uploads;

/// <summary>Files to send.</summary>
public static class SampleFiles
{
    /// <summary>Something that begins as a PDF does, and is nobody else's.</summary>
    public static byte[] Pdf(int length = 2000)
    {
        var content = RandomNumberGenerator.GetBytes(length);
        "%PDF-1.7\n"u8.CopyTo(content);
        return content;
    }
}
