using System.Text.Json.Serialization;
using Accounton.Localisation;
using Accounton.Vendors;

namespace Accounton.Features.Questionnaires.Definitions;

/// <summary>
/// A questionnaire as data: what is asked, of whom and when, in all languages. How to write one: <c>docs/questionnaires.md</c>.
/// </summary>
public sealed record Definition
{
    public const int KindLength = 30;

    /// <summary>The key of the question whose answer is the region; its options are those of <see cref="Region"/>.</summary>
    public const string RegionQuestion = "Region";

    /// <summary>Which questionnaire, in all years: <c>PersonalIncomeTax</c>. Never changed.</summary>
    public required string Kind { get; init; }

    /// <summary>The year in which the income was earned; null for one that is about a closing date.</summary>
    public int? IncomeYear { get; init; }

    public required LocalText Name { get; init; }

    public LocalText? Intro { get; init; }

    /// <summary>The types of client that get it.</summary>
    public required IReadOnlyList<ClientType> Clients { get; init; }

    public required IReadOnlyList<Section> Sections { get; init; }

    [JsonIgnore]
    public IEnumerable<Group> Groups => Sections.SelectMany(section => section.Groups);

    [JsonIgnore]
    public IEnumerable<Question> Questions => Groups.SelectMany(group => group.Questions);

    public Question? Find(string key) => Questions.FirstOrDefault(question => question.Key == key);
}

/// <summary>A page of a questionnaire, and a line of its menu.</summary>
public sealed record Section
{
    public required string Key { get; init; }
    public required LocalText Title { get; init; }
    public LocalText? Intro { get; init; }
    public Scope? For { get; init; }
    public Condition? ShowWhen { get; init; }
    public required IReadOnlyList<Group> Groups { get; init; }
}

/// <summary>Questions under one heading; asked once, or for each of several things such as children.</summary>
public sealed record Group
{
    public required string Key { get; init; }
    public required LocalText Title { get; init; }
    public LocalText? Intro { get; init; }
    public Scope? For { get; init; }
    public Condition? ShowWhen { get; init; }

    /// <summary>Null for a group that is asked once.</summary>
    public Repeat? Repeat { get; init; }

    /// <summary>Of a couple, each answers for themselves; else one answers for both.</summary>
    public bool PerPerson { get; init; }

    public required IReadOnlyList<Question> Questions { get; init; }
}

/// <summary>How a group repeats.</summary>
public sealed record Repeat
{
    /// <summary>What one of them is called: <em>Kind</em>.</summary>
    public required LocalText One { get; init; }

    /// <summary>What the button says: <em>Nog een kind toevoegen</em>.</summary>
    public required LocalText Add { get; init; }

    /// <summary>The most there can be.</summary>
    public int Most { get; init; } = 20;
}

/// <summary>One question.</summary>
public sealed record Question
{
    /// <summary>Answers are kept by it: never changed, and the same in each year where the question is the same.</summary>
    public required string Key { get; init; }

    public required QuestionKind Kind { get; init; }
    public required LocalText Text { get; init; }
    public LocalText? Hint { get; init; }
    public Scope? For { get; init; }
    public Condition? ShowWhen { get; init; }

    /// <summary>May stay empty in a questionnaire that is complete.</summary>
    public bool Optional { get; init; }

    /// <summary>A legal declaration: nothing is proposed, and nobody confirms it together with other questions.</summary>
    public bool AskEveryYear { get; init; }

    /// <summary>Last year's answer is proposed.</summary>
    public bool Keep { get; init; }

    /// <summary>The client's field that fills it in (<see cref="Clients.ClientField.Key"/>).</summary>
    public string? Field { get; init; }

    /// <summary>Of a date: no later than today.</summary>
    public bool Past { get; init; }

    /// <summary>The least and the most of a number; an amount is in euro.</summary>
    public decimal? Least { get; init; }

    /// <inheritdoc cref="Least"/>
    public decimal? Most { get; init; }

    public IReadOnlyList<Option> Options { get; init; } = [];

    public IReadOnlyList<Document> Documents { get; init; } = [];

    /// <summary>
    /// The four figures of its box in the return, for the office; its check digits are computed (<see cref="TaxCodes"/>).
    /// </summary>
    public string? Code { get; init; }
}

/// <summary>What kind of answer a question takes. How each is stored: <see cref="AnswerValues"/>.</summary>
public enum QuestionKind
{
    Text = 1,
    LongText,
    WholeNumber,
    Amount,
    Date,
    YesNo,
    OneOf,
    SeveralOf,
    Country,
    Iban,
    NationalNumber,
    Email,
    Phone,

    /// <summary>Nothing to fill in: only its documents.</summary>
    Files,
}

/// <summary>Something to choose.</summary>
public sealed record Option
{
    /// <summary>What is stored. Never changed.</summary>
    public required string Key { get; init; }

    public required LocalText Text { get; init; }

    /// <summary>Where several can be chosen, this one is chosen alone: <em>Geen van deze</em>.</summary>
    public bool Alone { get; init; }
}

/// <summary>A document that an answer calls for.</summary>
public sealed record Document
{
    /// <summary>Uploads are kept by it. Never changed; unique in a definition.</summary>
    public required string Key { get; init; }

    public required LocalText Name { get; init; }

    public LocalText? Hint { get; init; }

    /// <summary>The office usually fetches it from the government: it is welcome, never missing.</summary>
    public bool UsuallyFetched { get; init; }

    /// <summary>The answers that call for it. None given: <em>yes</em> to a yes or no question, and any answer to another one.</summary>
    public IReadOnlyList<string> Is { get; init; } = [];
}

/// <summary>Whom something is for, and in which income years. What is not said is not narrowed.</summary>
public sealed record Scope
{
    public IReadOnlyList<ClientType>? Clients { get; init; }

    /// <summary>While the region is not known it is for none of them.</summary>
    public IReadOnlyList<Region>? Regions { get; init; }

    /// <summary>The first and the last income year. What is not for a definition's own year is left out as it is read.</summary>
    public int? FromYear { get; init; }

    /// <inheritdoc cref="FromYear"/>
    public int? ToYear { get; init; }

    public bool HasYear(int? year) => year is null || ((FromYear is null || year >= FromYear) && (ToYear is null || year <= ToYear));
}

/// <summary>The regions that have taxes of their own. In answers and definitions in small letters.</summary>
public enum Region
{
    Flanders = 1,
    Brussels = 2,
    Wallonia = 3,
}

/// <summary>A text of a definition in all languages.</summary>
public sealed record LocalText
{
    public required string Nl { get; init; }
    public required string Fr { get; init; }
    public required string En { get; init; }

    public string In(Language language) => language.Code switch { "fr" => Fr, "en" => En, _ => Nl };
}
