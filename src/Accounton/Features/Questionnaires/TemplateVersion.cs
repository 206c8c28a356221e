using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tenancy;

namespace Accounton.Features.Questionnaires;

/// <summary>What a questionnaire of the office asks, from some moment on. It is never changed: what is answered by it stays what was asked.</summary>
public sealed class TemplateVersion : IOfficeOwned
{
    public const int HashLength = 32;

    private const int MostRemembered = 100;

    /// <summary>Definitions by their hash: those of a thousand offices are mostly the same one.</summary>
    private static readonly ConcurrentDictionary<string, Definition> Remembered = new(StringComparer.Ordinal);

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid TemplateId { get; init; }

    /// <summary>From 1 on; the highest is what is given now.</summary>
    public int Number { get; init; }

    /// <summary>SHA-256 of the definition's JSON.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The definition's JSON, compressed.</summary>
    public required byte[] Content { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    public static TemplateVersion Of(Template template, int number, Definition definition, DateTimeOffset now)
    {
        var json = Encoding.UTF8.GetBytes(DefinitionJson.Write(definition));
        using var content = new MemoryStream();
        using (var zip = new GZipStream(content, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(json);
        return new()
        {
            OfficeId = template.OfficeId,
            TemplateId = template.Id,
            Number = number,
            Hash = SHA256.HashData(json),
            Content = content.ToArray(),
            MadeAt = now,
        };
    }

    public static byte[] HashOf(Definition definition) => SHA256.HashData(Encoding.UTF8.GetBytes(DefinitionJson.Write(definition)));

    /// <summary>The definition of a hash, if it was read lately.</summary>
    public static Definition? Find(byte[] hash) => Remembered.GetValueOrDefault(Convert.ToHexString(hash));

    /// <summary>The definition in here.</summary>
    public static Definition Read(byte[] hash, byte[] content)
    {
        using var zip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        using var reader = new StreamReader(zip, Encoding.UTF8);
        var definition = DefinitionJson.ReadStored(reader.ReadToEnd());
        if (Remembered.Count >= MostRemembered)
            Remembered.Clear();
        return Remembered[Convert.ToHexString(hash)] = definition;
    }
}
