using System.Text.Json;
using System.Text.Json.Serialization;
using Accounton.Features.Questionnaires.Definitions;

namespace Accounton.Features.Questionnaires.Customisation;

/// <summary>
/// What an office changes in a standard questionnaire: kept apart from it, so that the next release's is changed in the same way.
/// </summary>
public sealed record TemplateChanges
{
    public const int MostQuestions = 60;

    public static readonly TemplateChanges None = new();

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The language that stands in for one that is missing: the office's, when it last changed something.</summary>
    public string? Language { get; init; }

    public OwnText? Intro { get; init; }

    public IReadOnlyList<string> HiddenSections { get; init; } = [];

    public IReadOnlyList<string> HiddenQuestions { get; init; } = [];

    /// <summary>Those behind the same question in this order.</summary>
    public IReadOnlyList<OwnQuestion> Questions { get; init; } = [];

    [JsonIgnore]
    public bool IsNone => Intro is null && HiddenSections.Count == 0 && HiddenQuestions.Count == 0 && Questions.Count == 0;

    /// <summary>What <see cref="Pack"/> made; none of null.</summary>
    public static TemplateChanges Unpack(byte[]? packed) =>
        packed is null ? None : JsonSerializer.Deserialize<TemplateChanges>(PackedText.Unpack(packed), Json) ?? None;

    public byte[] Pack() => PackedText.Pack(JsonSerializer.SerializeToUtf8Bytes(this, Json));

    /// <summary>Whether the same is changed, in whatever language stands in.</summary>
    public bool IsSameAs(TemplateChanges other) => Text(this) == Text(other);

    private static string Text(TemplateChanges changes) => JsonSerializer.Serialize(changes with { Language = null }, Json);
}

/// <summary>A text of an office's own; in at least one language.</summary>
public sealed record OwnText
{
    public string? Nl { get; init; }
    public string? Fr { get; init; }
    public string? En { get; init; }

    /// <summary>In all languages: one that is missing reads as in the office's, else as in the first that there is.</summary>
    /// <param name="main">The code of the office's language.</param>
    public LocalText? Fill(string? main) =>
        (In(main) ?? Nl ?? Fr ?? En) is { } first ? new() { Nl = Nl ?? first, Fr = Fr ?? first, En = En ?? first } : null;

    public string? In(string? language) => language switch { "nl" => Nl, "fr" => Fr, "en" => En, _ => null };
}

/// <summary>A question that an office adds.</summary>
public sealed record OwnQuestion
{
    /// <summary>The kinds it can be of.</summary>
    public static readonly IReadOnlyList<QuestionKind> Kinds =
    [
        QuestionKind.Text, QuestionKind.LongText, QuestionKind.WholeNumber, QuestionKind.Amount, QuestionKind.Date, QuestionKind.YesNo,
        QuestionKind.OneOf, QuestionKind.SeveralOf,
    ];

    /// <summary>As <see cref="OwnKeys"/> makes them. One that asks something of another kind gets another key.</summary>
    public required string Key { get; init; }

    /// <summary>Where it stands when the question before it is gone.</summary>
    public required string Section { get; init; }

    /// <summary>The question before it; null at the end of its section.</summary>
    public string? After { get; init; }

    public required QuestionKind Kind { get; init; }
    public required OwnText Text { get; init; }
    public OwnText? Hint { get; init; }
    public bool Optional { get; init; }

    /// <summary>Last year's answer is proposed.</summary>
    public bool Keep { get; init; }

    public IReadOnlyList<OwnOption> Options { get; init; } = [];

    /// <summary>As a definition has it; null when it has no text at all, which no form lets through.</summary>
    public Question? Fill(string? main) => Text.Fill(main) is not { } text ? null : new()
    {
        Key = Key,
        Kind = Kind,
        Text = text,
        Hint = Hint?.Fill(main),
        Optional = Optional,
        Keep = Keep,
        Options = [.. from option in Options let words = option.Text.Fill(
            main) where words is not null select new Option { Key = option.Key, Text = words }],
    };
}

/// <summary>Something to choose in a question of the office's own.</summary>
public sealed record OwnOption
{
    public required string Key { get; init; }
    public required OwnText Text { get; init; }
}
