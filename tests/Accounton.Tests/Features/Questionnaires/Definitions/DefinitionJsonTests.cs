using System.Text.Json.Nodes;
using Accounton.Features.Questionnaires.Definitions;

namespace Accounton.Tests.Features.Questionnaires.Definitions;

/// <summary>Definition files: read strictly, and what is wrong is told with its file and place.</summary>
public sealed class DefinitionJsonTests
{
    private const string File = "Sample.2026.json";

    private const string Sample = """
        {
          "kind": "Sample", "incomeYear": 2026, "name": { "nl": "Voorbeeld", "fr": "Exemple", "en": "Sample" },
          "clients": ["person", "soleProprietor"],
          "sections": [
            { "key": "Home", "title": { "nl": "Thuis in {year}", "fr": "Chez vous en {year}", "en": "At home in {year}" }, "groups": [
              { "key": "House", "title": { "nl": "Huis", "fr": "Maison", "en": "House" }, "questions": [
                { "key": "Owns", "kind": "yesNo", "text": { "nl": "Eigenaar?", "fr": "Propriétaire ?", "en": "Owner?" } },
                { "key": "Rooms", "kind": "wholeNumber", "text": { "nl": "Kamers?", "fr": "Pièces ?", "en": "Rooms?" },
                  "showWhen": { "question": "Owns", "is": ["yes"] } },
                { "key": "Old", "kind": "yesNo", "for": { "toYear": 2025 }, "text": { "nl": "Oud?", "fr": "Ancien ?", "en": "Old?" } }
              ] },
              { "key": "Pets", "title": { "nl": "Dieren", "fr": "Animaux", "en": "Pets" },
                "repeat": { "one": { "nl": "Dier", "fr": "Animal", "en": "Pet" },
                  "add": { "nl": "Nog een", "fr": "Un autre", "en": "Another" } }, "questions": [
                { "key": "Pet", "kind": "oneOf", "text": { "nl": "Welk?", "fr": "Lequel ?", "en": "Which?" }, "options": [
                  { "key": "cat", "text": { "nl": "Kat", "fr": "Chat", "en": "Cat" } },
                  { "key": "dog", "text": { "nl": "Hond", "fr": "Chien", "en": "Dog" } } ] }
              ] }
            ] }
          ]
        }
        """;

    [Fact]
    public void Read_fileThatIsRight_fillsInItsYearAndLeavesOutOtherYears()
    {
        var definition = DefinitionJson.Read(File, Sample);

        Assert.Equal("At home in 2026", definition.Sections[0].Title.En);
        Assert.Equal(["Owns", "Rooms", "Pet"], definition.Questions.Select(question => question.Key));
        Assert.Equal(20, definition.Sections[0].Groups[1].Repeat!.Most);
    }

    [Theory]
    [InlineData(
        "sections[0].groups[0].questions[1].showWhen",
        """{ "question": "Owns", "is": ["yes"], "unknown": 1 }""",
        "sections[0].groups[0].questions[1].showWhen.unknown")]
    [InlineData(
        "sections[0].groups[0].questions[1].text", """{ "nl": "Kamers?", "fr": "Pièces ?" }""", "sections[0].groups[0].questions[1].text")]
    [InlineData("sections[0].groups[0].questions[1].text.fr", "null", "sections[0].groups[0].questions[1].text.fr")]
    [InlineData("sections[0].groups[0].questions[1].text.fr", "\" \"", "sections[0].groups[0].questions[1].text.fr")]
    [InlineData("sections[0].groups[0].questions[1].kind", "\"number\"", "sections[0].groups[0].questions[1].kind")]
    [InlineData(
        "sections[0].groups[0].questions[1].showWhen", """{ "question": "Pet" }""", "sections[0].groups[0].questions[1].showWhen.question")]
    [InlineData(
        "sections[0].groups[0].questions[1].showWhen",
        """{ "question": "Owns", "is": ["ja"] }""",
        "sections[0].groups[0].questions[1].showWhen.is[0]")]
    [InlineData(
        "sections[0].groups[0].questions[1].showWhen",
        """{ "question": "Owns", "moreThan": 1 }""",
        "sections[0].groups[0].questions[1].showWhen.moreThan")]
    [InlineData(
        "sections[0].groups[0].questions[1].showWhen",
        """{ "question": "Owns", "clients": ["person"] }""",
        "sections[0].groups[0].questions[1].showWhen")]
    [InlineData(
        "sections[0].groups[0].questions[1].showWhen",
        """{ "any": [ { "clients": ["company"] } ] }""",
        "sections[0].groups[0].questions[1].showWhen.any[0].clients")]
    [InlineData(
        "sections[0].groups[0].questions[1].showWhen",
        """{ "regions": ["flanders"] }""",
        "sections[0].groups[0].questions[1].showWhen.regions")]
    [InlineData("sections[0].groups[0].questions[1].key", "\"Owns\"", "sections[0].groups[0].questions[1].key")]
    [InlineData("sections[0].groups[0].questions[1].field", "\"Code\"", "sections[0].groups[0].questions[1].field")]
    [InlineData("sections[0].groups[0].questions[1].field", "\"Email\"", "sections[0].groups[0].questions[1].field")]
    [InlineData("sections[0].groups[0].questions[1].askEveryYear", "true", "sections[0].groups[0].questions[1].askEveryYear")]
    [InlineData("sections[0].groups[0].questions[1].code", "\"1250-11\"", "sections[0].groups[0].questions[1].code")]
    [InlineData(
        "sections[0].groups[0].questions[1].options",
        """[ { "key": "a", "text": { "nl": "a", "fr": "a", "en": "a" } } ]""",
        "sections[0].groups[0].questions[1].options")]
    [InlineData(
        "sections[0].groups[1].questions[0].options",
        """[ { "key": "a", "text": { "nl": "a", "fr": "a", "en": "a" } } ]""",
        "sections[0].groups[1].questions[0].options")]
    [InlineData(
        "sections[0].groups[1].showWhen", """{ "question": "Rooms", "moreThan": "two" }""", "sections[0].groups[1].showWhen.moreThan")]
    [InlineData("sections[0].groups[1].questions", "[]", "sections[0].groups[1].questions")]
    [InlineData("sections[0].intro", """{ "nl": "{jaar}", "fr": "a", "en": "a" }""", "sections[0].intro.nl")]
    [InlineData("incomeYear", "2025", "kind")]
    public void Read_fileThatIsWrong_namesFileAndPlace(string at, string value, string place)
    {
        var json = JsonNode.Parse(Sample)!;
        Set(json, at, JsonNode.Parse(value));

        var fault = Assert.Throws<DefinitionException>(() => DefinitionJson.Read(File, json.ToJsonString())).Faults[0];

        Assert.Equal((File, place), (fault.File, fault.Place));
        Assert.StartsWith($"{File}, {place}: ", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_questionOfAnotherYearInACondition_isAFault()
    {
        var json = JsonNode.Parse(Sample)!;
        Set(json, "sections[0].groups[1].showWhen", JsonNode.Parse("""{ "question": "Old" }"""));

        var fault = Assert.Single(Assert.Throws<DefinitionException>(() => DefinitionJson.Read(File, json.ToJsonString())).Faults);

        Assert.Equal("sections[0].groups[1].showWhen.question", fault.Place);
    }

    [Fact]
    public void Read_nineQuestionsAskedEveryYear_isAFault()
    {
        var json = JsonNode.Parse(Sample)!;
        var questions = json["sections"]![0]!["groups"]![0]!["questions"]!.AsArray();
        for (var i = 0; i < 9; i++)
            questions.Add(JsonNode.Parse(
                $$"""{ "key": "Declaration{{i}}", "kind": "yesNo", "askEveryYear": true, "text": { "nl": "?", "fr": "?", "en": "?" } }"""));

        var fault = Assert.Single(Assert.Throws<DefinitionException>(() => DefinitionJson.Read(File, json.ToJsonString())).Faults);

        Assert.Contains("9 questions are asked every year", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_textThatIsNoJson_namesTheLine() =>
        Assert.Contains(
            "(line 3)",
            Assert.Throws<DefinitionException>(() => DefinitionJson.Read(File, "{\n \"kind\" \n}")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Stored_definition_comesBackAsItWas()
    {
        foreach (var definition in StandardDefinitions.All)
            Assert.Equal(
                DefinitionJson.Write(definition), DefinitionJson.Write(DefinitionJson.ReadStored(DefinitionJson.Write(definition))));
    }

    /// <summary>An older application reads what a newer one stored, and the other way round.</summary>
    [Fact]
    public void Stored_definitionWithAPropertyThatIsGone_isRead() =>
        Assert.Equal(
            "Sample",
            DefinitionJson.ReadStored(Sample.Replace("\"incomeYear\"", "\"gone\": true, \"incomeYear\"", StringComparison.Ordinal)).Kind);

    private static void Set(JsonNode root, string path, JsonNode? value)
    {
        var steps = path.Replace("[", ".#", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        foreach (var step in steps[..^1])
            root = step[0] == '#' ? root[int.Parse(step[1..], provider: null)]! : root[step]!;
        root[steps[^1]] = value;
    }
}
