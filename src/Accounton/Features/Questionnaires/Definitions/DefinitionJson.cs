using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Accounton.Features.Questionnaires.Definitions;

/// <summary>Definitions as JSON: files, read strictly, and what an office's version keeps.</summary>
public static class DefinitionJson
{
    private static readonly JsonSerializerOptions Strict = Options(new(JsonSerializerOptions.Strict));

    /// <summary>What an older release stored may know properties that are gone.</summary>
    private static readonly JsonSerializerOptions Stored = Options(new());

    /// <summary>
    /// Reads and checks a file. <c>{year}</c> in a text is the income year of its name, <c>{assessmentYear}</c> the one after;
    /// what is not for that year is left out.
    /// </summary>
    /// <param name="file">
    /// Its name, <c>PersonalIncomeTax.2026.json</c>, or <c>CompanyYearEnd.json</c> for one that is about a closing date.
    /// </param>
    /// <param name="json">What is in it.</param>
    /// <exception cref="DefinitionException">Something is wrong in it.</exception>
    public static Definition Read(string file, string json)
    {
        var parts = file.Split('.');
        var year = parts.Length == 3 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var named)
            ? named
            : (int?)null;
        if (year is { } known)
        {
            json = json
                .Replace("{year}", known.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{assessmentYear}", (known + 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        Definition definition;
        try
        {
            definition = JsonSerializer.Deserialize<Definition>(json, Strict) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException e)
        {
            var place = e.Path is { Length: > 2 } path ? path[2..] : "";
            throw new DefinitionException([new(file, place, e.LineNumber is { } line ? $"{Sentence(e)} (line {line + 1})" : Sentence(e))]);
        }

        var faults = DefinitionRules.Check(definition).Select(fault => new DefinitionFault(file, fault.Place, fault.Problem)).ToList();
        if (definition.Kind != parts[0] || definition.IncomeYear != year)
            faults.Insert(0, new(file, "kind", "The file is named after its kind and income year, such as PersonalIncomeTax.2026.json."));
        faults.AddRange(Keys(definition).Where(OwnKeys.IsReserved)
            .Select(key => new DefinitionFault(file, "sections", $"'{key}' is kept for what offices add.")));
        if (faults.Count > 0)
            throw new DefinitionException(faults);

        definition = InYear(definition);
        faults.AddRange(
            DefinitionRules.Check(definition).Select(fault => new DefinitionFault(file, fault.Place, $"In its year: {fault.Problem}")));
        return faults.Count == 0 ? definition : throw new DefinitionException(faults);
    }

    /// <summary>As an office's version keeps it.</summary>
    public static string Write(Definition definition) => JsonSerializer.Serialize(definition, Stored);

    /// <summary>A question by itself, to compare it.</summary>
    public static string Write(Question question) => JsonSerializer.Serialize(question, Stored);

    /// <summary>What <see cref="Write(Definition)"/> wrote, by this release or an older one.</summary>
    public static Definition ReadStored(string json) =>
        JsonSerializer.Deserialize<Definition>(json, Stored) ?? throw new InvalidOperationException("A stored definition is empty.");

    private static IEnumerable<string> Keys(Definition definition) =>
        definition.Sections.Select(section => section.Key).Concat(definition.Groups.Select(group => group.Key))
            .Concat(definition.Questions.Select(question => question.Key));

    /// <summary>Without what is not for its year.</summary>
    private static Definition InYear(Definition definition)
    {
        var year = definition.IncomeYear;
        return definition with
        {
            Sections =
            [
                .. definition.Sections.Where(section => Is(section.For)).Select(section => section with
                {
                    Groups =
                    [
                        .. section.Groups.Where(group => Is(group.For)).Select(group => group with
                        {
                            Questions = [.. group.Questions.Where(question => Is(question.For))],
                        }),
                    ],
                }),
            ],
        };

        bool Is(Scope? scope) => scope?.HasYear(year) ?? true;
    }

    private static string Sentence(JsonException e)
    {
        var end = e.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        return end < 0 ? e.Message : e.Message[..end];
    }

    private static JsonSerializerOptions Options(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
