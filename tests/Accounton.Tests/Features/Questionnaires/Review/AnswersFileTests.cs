using System.Net;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tests.Running;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Questionnaires.Review;

/// <summary>Answers as a workbook.</summary>
public sealed class AnswersFileTests(QuestionnaireSite site) : IClassFixture<QuestionnaireSite>
{
    private static readonly AnswerKey BestTime = new("BestTime", null, Person.Main);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_ofOneQuestionnaire_hasTheAnswersThatCountAsTextsAndNumbers()
    {
        var given = await site.GiveAsync();
        await site.SendAsync(given);
        await site.AnswerAsync(
            given, (BestTime, "=1+1_x0041_"), (new("NationalNumber", null, Person.Main), "85073003328"), (new("HasChildren"), "no"),
            (new("ForeignIncome", null, Person.Main), "yes"), (new("ForeignIncomeTax", null, Person.Main), "1.234,50"),
            (new("ForeignIncomeDays", null, Person.Main), "12"));
        var hidden = await site.WorkedAsync(
            async (_, services) =>
                await services.GetRequiredService<AnswerWriter>().AddRepetitionAsync(given.Assignment, "Children", Cancelled));
        await site.AnswerAsync(given, (new("ChildName", hidden), "Verborgen"));
        var member = await site.MemberAsync(given.Office);
        var before = await ExportsAsync();

        using var answer = await member.GetAsync($"/questionnaires/{given.Assignment}/answers.xlsx");
        var rows = await RowsAsync(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("attachment", answer.Content.Headers.ContentDisposition?.ToString(), StringComparison.Ordinal);
        var best = Assert.Single(rows, row => row.Contains("=1+1_x005F_x0041_"));
        Assert.DoesNotContain(rows.SelectMany(row => row), cell => cell.Contains("033", StringComparison.Ordinal));
        Assert.Contains(rows.SelectMany(row => row), cell => cell == "85.07.30-•••.••");
        Assert.Equal("klant", best[^1]);
        Assert.Contains(rows, row => row.Contains("1234.50"));
        Assert.Contains(rows, row => row.Contains("12"));
        Assert.DoesNotContain(rows.SelectMany(row => row), cell => cell == "Verborgen");
        Assert.Equal(before + 1, await ExportsAsync());
    }

    [Fact]
    public async Task File_ofASelectionAndOfAFilter_hasTheirQuestionnairesOnly()
    {
        var first = await site.GiveAsync(more: ("LastName", "Exporteen"));
        var second = await site.GiveAsync(more: ("LastName", "Exporttwee"));
        var other = await site.GiveAsync(more: ("LastName", "Exportdrie"));
        foreach (var given in new[] { first, second, other })
        {
            await site.SendAsync(given);
            await site.AnswerAsync(given, (BestTime, "ochtend"));
        }

        var member = await site.MemberAsync(App.DemoOffice);
        using var selected = await member.PostAsync(
            "/questionnaires/answers.xlsx", new() { ["ids[0]"] = first.Assignment.ToString(), ["ids[1]"] = second.Assignment.ToString() });
        using var found = await member.GetAsync("/questionnaires/answers.xlsx?search=exportdrie");
        using var foreign = await (await site.MemberAsync(App.OtherOffice)).GetAsync($"/questionnaires/{first.Assignment}/answers.xlsx");

        Assert.Equal(["Exporteen Kim", "Exporttwee Kim"], (await RowsAsync(selected)).Skip(1).Select(row => row[0]));
        Assert.Equal(["Exportdrie Kim"], (await RowsAsync(found)).Skip(1).Select(row => row[0]));
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    private Task<int> ExportsAsync() => site.ReadAsync(db => db.AuditEvents.CountAsync(e => e.Type == "AnswersExported", Cancelled));

    /// <summary>The cells of the rows, of a workbook that is right by its schema.</summary>
    private static async Task<List<List<string>>> RowsAsync(HttpResponseMessage answer)
    {
        using var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Cancelled));
        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document, Cancelled));
        Assert.Empty(document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<CellFormula>());
        return [.. document.WorkbookPart.WorksheetParts.Single().Worksheet!.Descendants<Row>()
            .Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToList())];
    }
}
