using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Accounton.Data.Sensitive;

namespace Accounton.Features.OneTimeLinks;

/// <summary>What makes a link work once: 256 random bits. The link holds them; the database only their hash.</summary>
public sealed record OneTimeToken(Secret Text, byte[] Hash)
{
    public const int HashLength = 32;

    public static OneTimeToken New()
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new(new Secret(text), HashOf(text));
    }

    public static byte[] HashOf(string? text) => SHA256.HashData(Encoding.UTF8.GetBytes(text ?? ""));

    /// <summary>The link. The token stands in the query, which is in no log and in no referrer.</summary>
    public Uri At(Uri site, string path) => new(site, $"{path}?token={Text.Reveal()}");
}
