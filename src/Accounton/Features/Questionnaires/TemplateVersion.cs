using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Accounton.Features.Questionnaires.Customisation;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tenancy;

namespace Accounton.Features.Questionnaires;

/// <summary>
/// What a questionnaire of the office asks, from some moment on. It is never changed: what is answered by
/// it stays what was asked.
/// </summary>
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

    /// <summary>
    /// What the office changed in the standard one, compressed; null for nothing. The next release's is changed by it too.
    /// </summary>
    public byte[]? Changes { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>Who published it; null of one that a release made.</summary>
    public string? MadeByName { get; init; }

    public static TemplateVersion Of(
        Template template, int number, Definition definition, DateTimeOffset now, TemplateChanges? changes = null, string? by = null)
    {
        var json = Encoding.UTF8.GetBytes(DefinitionJson.Write(definition));
        return new()
        {
            OfficeId = template.OfficeId,
            TemplateId = template.Id,
            Number = number,
            Hash = SHA256.HashData(json),
            Content = PackedText.Pack(json),
            Changes = changes is null or { IsNone: true } ? null : changes.Pack(),
            MadeAt = now,
            MadeByName = by,
        };
    }

    public static byte[] HashOf(Definition definition) => SHA256.HashData(Encoding.UTF8.GetBytes(DefinitionJson.Write(definition)));

    /// <summary>The definition of a hash, if it was read lately.</summary>
    public static Definition? Find(byte[] hash) => Remembered.GetValueOrDefault(Convert.ToHexString(hash));

    /// <summary>The definition in here.</summary>
    public static Definition Read(byte[] hash, byte[] content)
    {
        var definition = DefinitionJson.ReadStored(PackedText.Unpack(content));
        if (Remembered.Count >= MostRemembered)
            Remembered.Clear();
        return Remembered[Convert.ToHexString(hash)] = definition;
    }
}
