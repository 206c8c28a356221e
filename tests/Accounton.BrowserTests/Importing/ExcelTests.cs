using Accounton.Features.Clients;
using Accounton.Features.Imports;
using Accounton.Features.Imports.Excel;
using Accounton.Features.Imports.Excel.Reading;
using Accounton.Features.Imports.Excel.Template;
using Accounton.Localisation;
using Accounton.Tests.Features.Imports.Excel;

namespace Accounton.BrowserTests.Importing;

/// <summary>From a workbook to the office's clients in each language, with something to decide in each of the five groups.</summary>
public sealed class ExcelTests(Stage stage) : BrowserTest(stage)
{
    private Texts _texts = null!;
    private IPage _page = null!;

    public static TheoryData<string> Languages => [.. Language.All.Select(language => language.Code)];

    [Theory, MemberData(nameof(Languages))]
    public async Task Workbook_withADecisionInEachGroup_doesWhatWasDecidedAndNothingElse(string code)
    {
        _texts = Stage.Texts.In(Language.Find(code)!);
        _page = await SignInAsync((await Stage.NewOfficeAsync()).Admin);
        await _page.Context.AddCookiesAsync([new() { Name = RequestLanguage.Cookie, Value = code, Url = Stage.App.ToString() }]);
        await UploadAsync(
            Person("An", "Claes", "an@voorbeeld.be"), Person("Bert", "Maes", "bert@voorbeeld.be"), Person(
                "Cis", "Wouters", "cis@voorbeeld.be", "85.07.30-033.28"));
        await ApplyAsync();

        await UploadAsync(
            Person("An", "Nieuwenhuis", "an@voorbeeld.be"), Person("Cis", "Wouters", "cis.wouters@voorbeeld.be", "85.07.30-033.28"),
            Person("Dirk", "Smet", "dirk@"), Person("Els", "Nijs", "els@voorbeeld.be"), Person("Fien", "Nijs", "fien@voorbeeld.be"));
        await CorrectAsync("dirk@voorbeeld.be");
        await GroupAsync(ImportGroup.New);
        await _page.GetByRole(AriaRole.Checkbox, new() { Name = "Fien" }).UncheckAsync();
        await ClickAsync("Imports.KeepSelection");
        await GroupAsync(ImportGroup.Both);
        await _page.GetByLabel(_texts["Imports.OverwriteOf", _texts["ClientField.Email"], "Wouters Cis"]).CheckAsync();
        await ClickAsync("Imports.KeepChoices");
        await GroupAsync(ImportGroup.Doubtful);
        await ClickAsync("Imports.NewPerson");
        await Expect(_page.Locator("main .compare h2")).ToContainTextAsync(_texts["DoubtDecision.NewPerson"]);
        await GroupAsync(ImportGroup.OnlyHere);
        await _page.GetByRole(AriaRole.Checkbox, new() { Name = "Bert" }).CheckAsync();
        await ClickAsync("Imports.KeepSelection");
        await ApplyAsync();

        await ExpectCameAsync(("Added", 3), ("Changed", 1), ("Archived", 1), ("Failed", 0));
        await _page.GotoAsync("/clients");
        await Expect(_page.Locator("main tbody tr")).ToHaveCountAsync(5);
        await Expect(_page.Locator("main tbody")).ToContainTextAsync("cis.wouters@voorbeeld.be");
        await Expect(_page.Locator("main tbody")).Not.ToContainTextAsync("fien@voorbeeld.be");
    }

    /// <summary>Headings that mean nothing to us are told by a person, once, and the import goes on from there.</summary>
    [Fact]
    public async Task Workbook_withHeadingsOfItsOwn_isMappedByAPerson()
    {
        _texts = Stage.Texts.In(Language.Dutch);
        _page = await SignInAsync((await Stage.NewOfficeAsync()).Admin);
        await _page.GotoAsync(ExcelController.Path);
        await ChooseAsync(HandMade.Create(["Voornaam", "Naam", "E-mail", "Spreekt"], ["An", "Claes", "an@voorbeeld.be", "nl"]));

        await _page.GetByLabel(_texts["Columns.FieldOf", "D"]).SelectOptionAsync(nameof(ClientFields.Language));
        await ClickAsync("Imports.Next");

        await ExpectHeadingAsync("Imports.Overview");
        await Expect(_page.Locator("main tbody")).ToContainTextAsync("Claes");
    }

    /// <summary>Who is hidden in the sheet is there only for who ticks it, and a hidden column only for who says what it is.</summary>
    [Fact]
    public async Task Workbook_withHiddenRowsAndColumns_isTakenAsAPersonChooses()
    {
        _texts = Stage.Texts.In(Language.Dutch);
        _page = await SignInAsync((await Stage.NewOfficeAsync()).Admin);
        await _page.GotoAsync(ExcelController.Path);
        var rows = HandMade.Rows([
            ["Voornaam", "Naam", "E-mail", "Taal", "Gsm"],
            ["An", "Zicht", "an@voorbeeld.be", "nl", "0470 12 34 56"],
            ["Bo", "Weg", "bo@voorbeeld.be", "nl", null],
        ])
            .Replace("<row r=\"3\"", "<row r=\"3\" hidden=\"1\"", StringComparison.Ordinal);
        await ChooseAsync(HandMade.Create(rows, columns: "<cols><col min=\"5\" max=\"5\" hidden=\"1\"/></cols>"));

        await Expect(_page.Locator("main")).ToContainTextAsync("1 rij is verborgen");
        await Expect(_page.Locator("main")).ToContainTextAsync("1 kolom is verborgen (E)");
        await _page.GetByLabel(_texts["Columns.FieldOf", "E"]).SelectOptionAsync(nameof(ClientFields.Mobile));
        await _page.GetByLabel("Ook de verborgen rij overnemen").CheckAsync();
        await ClickAsync("Imports.Next");

        await ExpectHeadingAsync("Imports.Overview");
        await Expect(_page.Locator("main tbody")).ToContainTextAsync("Weg");
    }

    private static Dictionary<string, string> Person(string first, string last, string email, string? number = null)
    {
        var person = new Dictionary<string, string>
        {
            [nameof(ClientFields.FirstName)] = first, [nameof(ClientFields.LastName)] = last,
            [nameof(ClientFields.Email)] = email, [nameof(ClientFields.Language)] = "nl",
        };
        if (number is not null)
            person[nameof(ClientFields.NationalNumber)] = number;
        return person;
    }

    /// <summary>Downloads the template, fills it in, and uploads it.</summary>
    private async Task UploadAsync(params Dictionary<string, string>[] people)
    {
        await _page.GotoAsync(ExcelController.Path);
        var download = await _page.RunAndWaitForDownloadAsync(
            () => _page.GetByRole(AriaRole.Link, new() { Name = _texts["Excel.Download"] }).ClickAsync());
        await using var template = await download.CreateReadStreamAsync();
        using var reader = WorkbookReader.Open(await SeekableAsync(template));
        Assert.Equal(
            TemplateColumns.ToFillIn.Select(column => _texts[ColumnKeys.LabelKey(column.Key)]),
            reader.HeadingRow.Cells.Select(heading => heading?.TrimEnd(' ', '*')));

        await ChooseAsync(HandMade.Create([[.. reader.HeadingRow.Cells], .. people.Select(
            person => TemplateColumns.ToFillIn.Select(column => person.GetValueOrDefault(column.Key)).ToArray())]));
        await ExpectHeadingAsync("Imports.Overview");
    }

    private async Task ChooseAsync(MemoryStream workbook)
    {
        await _page.GetByLabel(_texts["Excel.File"]).SetInputFilesAsync(new FilePayload
        {
            Name = "klanten.xlsx", MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Buffer = workbook.ToArray(),
        });
        await ClickAsync("Imports.Next");
    }

    private async Task CorrectAsync(string email)
    {
        await GroupAsync(ImportGroup.Invalid);
        var wrong = _page.Locator(".compare").First;
        await wrong.GetByLabel(_texts["ClientField.Email"]).FillAsync(email);
        await wrong.GetByRole(AriaRole.Button, new() { Name = _texts["Imports.Correct"] }).ClickAsync();
        await Expect(_page.GetByText(_texts["Imports.Moved", _texts["ImportGroup.New"]])).ToBeVisibleAsync();
    }

    private async Task ApplyAsync()
    {
        await _page.Locator(".page-header").GetByRole(AriaRole.Link, new() { Name = _texts["Imports.Next"] }).ClickAsync();
        await ClickAsync("Imports.Next");
        await ClickAsync("Imports.Apply");
        await ExpectHeadingAsync("Imports.Result");
    }

    private async Task ExpectCameAsync(params (string What, int Count)[] came)
    {
        foreach (var (what, count) in came)
            await Expect(IntegrationsPage.Fact(_page.Locator("main"), _texts["ImportCame." + what]).First).ToHaveTextAsync(
                _texts.Number(count));
    }

    private Task GroupAsync(ImportGroup group) =>
        _page.Locator(".tabs").GetByRole(AriaRole.Link, new() { Name = _texts["ImportGroup." + group] }).ClickAsync();

    private Task ClickAsync(string key) =>
        _page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = _texts[key], Exact = true }).First.ClickAsync();

    private Task ExpectHeadingAsync(string key) =>
        Expect(_page.GetByRole(AriaRole.Heading, new() { Name = _texts[key] })).ToBeVisibleAsync(new() { Timeout = 30_000 });

    private static async Task<MemoryStream> SeekableAsync(Stream stream)
    {
        var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        memory.Position = 0;
        return memory;
    }
}
