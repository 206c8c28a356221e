using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Questionnaires.Answering;

/// <summary>What stood in the questionnaire of the year before, and what was refused.</summary>
public sealed class CarriedAnswersTests(QuestionnaireSite site) : IClassFixture<QuestionnaireSite>
{
    private static readonly AnswerKey HasChildren = new("HasChildren");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Children_ofLastYear_standInThisYearsQuestionnaireUntilTheyAreConfirmedOrTakenAway()
    {
        var (before, given) = await TwoYearsAsync();
        var mia = await AddAsync(before);
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        var tom = await AddAsync(before);
        await site.AnswerAsync(before, (HasChildren, "yes"), (new("ChildName", mia), "Mia"), (new("ChildName", tom), "Tom"));
        var miaNow = AnswerRepetition.CarriedId(given.Assignment, mia);
        var tomNow = AnswerRepetition.CarriedId(given.Assignment, tom);

        var begun = await site.SheetAsync(given);
        await site.AnswerAsync(given, (HasChildren, "yes"), (new("ChildName", tomNow), "Thomas"));
        await site.WorkedAsync(async (_, services) =>
        {
            await services.GetRequiredService<AnswerWriter>().RemoveRepetitionAsync(given.Assignment, miaNow, Cancelled);
            return true;
        });
        var sheet = await site.SheetAsync(given);
        var rows = await site.ReadAsync(db => db.AnswerRepetitions.CountAsync(r => r.AssignmentId == given.Assignment, Cancelled));

        Assert.Equal([miaNow, tomNow], begun.Repetitions.Select(one => one.Id));
        Assert.Equal(
            ("Mia", true), (begun.Proposals[new("ChildName", miaNow)].Value, begun.Proposals[new("ChildName", miaNow)].IsLastYears));
        Assert.Contains(
            begun.Sections.SelectMany(section => section.Questions), question => question.Key == new AnswerKey("ChildName", miaNow));
        Assert.Equal([tomNow], sheet.Repetitions.Select(one => one.Id));
        Assert.Equal("Thomas", sheet.Counted[new("ChildName", tomNow)]);
        Assert.Equal("Tom", Assert.Single(sheet.Differences, one => one.Key == new AnswerKey("ChildName", tomNow)).LastYear);
        Assert.Equal(2, rows);
        Assert.Equal("Tom", (await site.SheetAsync(before)).Counted[new("ChildName", tom)]);
    }

    [Fact]
    public async Task Answers_thatWereHiddenLastYear_areNotProposed()
    {
        var (before, given) = await TwoYearsAsync();
        var child = await AddAsync(before);
        await site.AnswerAsync(
            before, (new("ChildName", child), "Mia"), (HasChildren, "no"), (new("BestTime", null, Person.Main), "ochtend"));
        var sheet = await site.SheetAsync(given);

        Assert.Empty(sheet.Repetitions);
        Assert.Equal("ochtend", sheet.Proposals[new("BestTime", null, Person.Main)].Value);
        Assert.DoesNotContain(sheet.Proposals.Keys, key => key.Question == "ChildName");
    }

    [Fact]
    public async Task Write_thatIsRefused_answersAndOpensNothing()
    {
        var given = await site.GiveAsync();
        await site.SendAsync(given);
        var refused = await site.AnswerAsync(given, (new("RefundIban"), "BE00 fout"), (new("NoSuchQuestion"), "x"));
        var before = await site.AssignmentAsync(given);
        await site.AnswerAsync(given, (new("BestTime", null, Person.Main), "ochtend"));
        var after = await site.AssignmentAsync(given);

        Assert.Equal([WriteOutcome.Invalid, WriteOutcome.Refused], refused.Select(receipt => receipt.Outcome));
        Assert.Equal((AssignmentState.Sent, null, null), (before.State, before.AnsweredAt, before.OpenedAt));
        Assert.Equal(AssignmentState.Opened, after.State);
        Assert.NotNull(after.AnsweredAt);
    }

    private Task<Guid> AddAsync(QuestionnaireSite.Given given) => site.WorkedAsync(async (_, services) =>
        (await services.GetRequiredService<AnswerWriter>().AddRepetitionAsync(given.Assignment, "Children", Cancelled))!.Value);

    /// <summary>A client's questionnaires of the last two years that there are.</summary>
    private async Task<(QuestionnaireSite.Given Before, QuestionnaireSite.Given Now)> TwoYearsAsync()
    {
        var now = await site.GiveAsync();
        var current = StandardDefinitions.Current.First();
        var earlier = StandardDefinitions.Find(current.Kind, current.IncomeYear - 1)!;
        var id = await site.WorkedAsync(async (db, services) =>
        {
            var templates = services.GetRequiredService<Templates>();
            var template = await templates.OfAsync(earlier, Cancelled);
            var added = db.Assignments.Add(new Assignment
            {
                OfficeId = db.OfficeId, TemplateId = template.Id, VersionId = await templates.VersionAsync(template, Cancelled),
                ClientId = now.Client, AssignedAt = site.Clock.GetUtcNow(),
            }).Entity;
            await db.SaveChangesAsync(Cancelled);
            return added.Id;
        });
        var before = now with { Assignment = id };
        await site.SendAsync(before);
        await site.SendAsync(now);
        return (before, now);
    }
}
