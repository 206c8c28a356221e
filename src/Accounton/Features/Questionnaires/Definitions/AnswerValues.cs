using System.Globalization;
using System.Text.RegularExpressions;
using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Clients.Identifiers;
using Accounton.Localisation;

namespace Accounton.Features.Questionnaires.Definitions;

/// <summary>
/// What is wrong with an answer. Its words are <c>AnswerFault.{name}</c> in the catalogues, with the question's least and most.
/// </summary>
public enum AnswerFault
{
    TooLong = 1,
    WholeNumber,
    Amount,
    TooSmall,
    TooLarge,
    Date,
    DateInFuture,
    Option,

    /// <summary>An option that is chosen alone, with another one.</summary>
    NotAlone,
    Country,
    Iban,
    IbanCheckDigits,
    NationalNumber,
    NationalNumberCheckDigits,
    Email,
    Phone,

    /// <summary>A question for files takes no text.</summary>
    NoText,
}

/// <summary>An answer as it is stored; null for none. A wrong one has a fault and is not stored.</summary>
public readonly record struct AnswerCheck(string? Value, AnswerFault? Fault = null);

/// <summary>
/// The one stored form of each kind of answer, and how it is read from what people type. Pure.
/// <list type="bullet">
/// <item>text: on one line; long text: lines as typed;</item>
/// <item>whole number: figures, <c>12</c>; amount: euro with two decimals after a point, <c>1234.50</c>;</item>
/// <item>date: <c>2026-12-31</c>; yes or no: <c>yes</c>, <c>no</c>;</item>
/// <item>one of: the option's key; several of: their keys in the definition's order, with commas;</item>
/// <item>country: two letters; IBAN: without blanks; national number: eleven figures; phone: <c>+32470123456</c>.</item>
/// </list>
/// </summary>
public static partial class AnswerValues
{
    public const string Yes = "yes";
    public const string No = "no";

    /// <summary>The most characters of a stored answer of any kind.</summary>
    public const int MostLength = 4000;

    private const int MostText = 250;
    private const decimal MostNumber = 999_999_999;
    private const char Comma = ',';

    public static bool IsNumber(QuestionKind kind) => kind is QuestionKind.WholeNumber or QuestionKind.Amount;

    /// <summary>What a condition compares: the keys of several options one by one, of other kinds the answer itself.</summary>
    public static string[] Parts(Question question, string value) => question.Kind == QuestionKind.SeveralOf ? value.Split(Comma) : [value];

    /// <summary>An answer in the form in which it is stored. What is stored already stays as it is.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="typed">What was typed or chosen; several chosen options with commas.</param>
    /// <param name="context">Today, and the country whose phone numbers need no country code.</param>
    public static AnswerCheck Check(Question question, string? typed, CheckContext context)
    {
        if (question.Kind == QuestionKind.LongText)
            return LongText(typed);
        if (NormalText.From(typed, MostLength) is not { } text)
            return default;

        return question.Kind switch
        {
            QuestionKind.Text =>
                text.Length <= (ClientFields.Find(question.Field)?.Length ?? MostText) ? new(text) : new(null, AnswerFault.TooLong),
            QuestionKind.WholeNumber or QuestionKind.Amount => Number(question, text),
            QuestionKind.Date => Date(question, text, context),
            QuestionKind.YesNo => text is Yes or No ? new(text) : new(null, AnswerFault.Option),
            QuestionKind.OneOf => question.Options.Any(option => option.Key == text) ? new(text) : new(null, AnswerFault.Option),
            QuestionKind.SeveralOf => Several(question, text),
            QuestionKind.Country => Of(FieldChecks.Country(text, context), AnswerFault.Country),
            QuestionKind.Iban => Iban(text),
            QuestionKind.NationalNumber => NationalNumber(text, context),
            QuestionKind.Email => text.Length <= ClientFields.EmailLength
                ? Of(FieldChecks.Email(text, context), AnswerFault.Email)
                : new(null, AnswerFault.TooLong),
            QuestionKind.Phone => Phone(text, context),
            _ => new(null, AnswerFault.NoText),
        };
    }

    /// <summary>What is wrong with an answer, in words.</summary>
    public static string Describe(AnswerFault fault, Question question, Texts texts) => fault switch
    {
        AnswerFault.TooSmall => texts["AnswerFault.TooSmall", Limit(question.Least ?? 0)],
        AnswerFault.TooLarge => texts["AnswerFault.TooLarge", Limit(question.Most ?? MostNumber)],
        _ => texts["AnswerFault." + fault],
    };

    /// <summary>A stored answer as people read it; a national number is masked.</summary>
    public static string Show(Question question, string value, Texts texts) => question.Kind switch
    {
        QuestionKind.YesNo => texts[value == Yes ? "Answer.Yes" : "Answer.No"],
        QuestionKind.OneOf or QuestionKind.SeveralOf =>
            string.Join(
                ", ", Parts(question, value).Select(
                    key => question.Options.FirstOrDefault(option => option.Key == key)?.Text.In(texts.Language) ?? key)),
        QuestionKind.WholeNumber => Read(value).ToString("N0", texts.Language.Culture),
        QuestionKind.Amount => "€ " + Read(value).ToString("N2", texts.Language.Culture),
        QuestionKind.Date => DateOnly.TryParseExact(value, "O", out var date) ? texts.Day(date) : value,
        QuestionKind.Country => Countries.NameOf(value, CultureInfo.GetCultureInfo(texts.Language.Code)),
        QuestionKind.Iban => Ibans.Print(value),
        QuestionKind.NationalNumber => Data.Sensitive.NationalNumber.TryRead(value, out var number) ? number.ToString() : "",
        QuestionKind.Phone => FieldChecks.PrintPhone(value),
        _ => value,
    };

    private static decimal Read(string value) =>
        decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Limit(decimal limit) => limit.ToString("#,0.##", Language.Current.Culture);

    private static AnswerCheck LongText(string? typed)
    {
        var text = NormalText.Typed(typed ?? "").ReplaceLineEndings("\n").Trim();
        return text.Length switch { 0 => default, <= MostLength => new(text), _ => new(null, AnswerFault.TooLong) };
    }

    /// <summary>
    /// As people write them in any of the languages: <c>1234.5</c>, <c>1.234,50</c>, <c>1 234,50</c>, <c>€ 1,234.50</c>. One point or comma
    /// with three figures behind it parts the thousands.
    /// </summary>
    private static AnswerCheck Number(Question question, string text)
    {
        var unreadable = question.Kind == QuestionKind.Amount ? AnswerFault.Amount : AnswerFault.WholeNumber;
        var match = WrittenNumber().Match(NormalText.Digits(text));
        var parted = match.Groups["part"].Value;
        if (!match.Success || (parted.Length > 0 && (match.Groups["whole"].Value[0] == '0' || match.Groups["point"].Value == parted)))
            return new(null, unreadable);

        var figures = string.Concat(match.Groups["whole"].Value.Where(char.IsAsciiDigit));
        var decimals = match.Groups["decimals"].Value;
        if (figures.TrimStart('0').Length > 12)
            return new(null, AnswerFault.TooLarge);
        if (question.Kind == QuestionKind.WholeNumber && decimals.Any(figure => figure != '0'))
            return new(null, unreadable);

        var number = decimal.Parse($"{figures}.{decimals}0", CultureInfo.InvariantCulture) * (match.Groups["minus"].Success ? -1 : 1);
        if (number < (question.Least ?? 0))
            return new(null, AnswerFault.TooSmall);
        if (number > (question.Most ?? MostNumber))
            return new(null, AnswerFault.TooLarge);
        return new(number.ToString(question.Kind == QuestionKind.Amount ? "0.00" : "0", CultureInfo.InvariantCulture));
    }

    private static AnswerCheck Date(Question question, string text, CheckContext context) =>
        FieldChecks.BirthDate(text, context) switch
        {
            { Reason: ReasonCode.DateInFuture } when question.Past => new(null, AnswerFault.DateInFuture),
            { Reason: null or ReasonCode.DateInFuture } read => new(read.Value),
            _ => new(null, AnswerFault.Date),
        };

    private static AnswerCheck Several(Question question, string text)
    {
        var chosen = text.Split(Comma, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var known = question.Options.Select(option => option.Key).Where(chosen.Contains).ToList();
        if (chosen.Except(known).Any())
            return new(null, AnswerFault.Option);
        return known.Count > 1 && question.Options.Any(option => option.Alone && known.Contains(option.Key))
            ? new(null, AnswerFault.NotAlone)
            : new(known.Count == 0 ? null : string.Join(Comma, known));
    }

    private static AnswerCheck Iban(string text)
    {
        var iban = Ibans.Normalise(text);
        return !Ibans.IsWritten(iban) ? new(null, AnswerFault.Iban)
            : Ibans.IsRight(iban) ? new(iban)
            : new(null, AnswerFault.IbanCheckDigits);
    }

    private static AnswerCheck NationalNumber(string text, CheckContext context) =>
        FieldChecks.NationalNumber(text, context) switch
        {
            { Reason: null or ReasonCode.NumberDayUnknown } read => new(read.Value),
            { Reason: ReasonCode.NumberCheckDigits } => new(null, AnswerFault.NationalNumberCheckDigits),
            _ => new(null, AnswerFault.NationalNumber),
        };

    /// <summary>A number that can be dialled is taken, also one that no country gives out as far as we know.</summary>
    private static AnswerCheck Phone(string text, CheckContext context) =>
        FieldChecks.Phone(text, context) is { Reason: null or ReasonCode.PhoneInvalid } read
            ? new(read.Value)
            : new(null, AnswerFault.Phone);

    private static AnswerCheck Of(FieldCheck check, AnswerFault fault) => check.Reason is null ? new(check.Value) : new(null, fault);

    [GeneratedRegex(@"^(?:€|EUR)? ?(?<minus>[-−–])? ?(?<whole>[0-9]{1,3}(?:(?<part>[ .,'’])[0-9]{3})(?:\k<part>[0-9]{3})*|[0-9]+)"
        + @"(?:(?<point>[.,])(?<decimals>[0-9]{1,2}))? ?(?:€|EUR|euro)?$", RegexOptions.IgnoreCase)]
    private static partial Regex WrittenNumber();
}
