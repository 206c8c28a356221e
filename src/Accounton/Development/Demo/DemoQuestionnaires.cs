using System.Globalization;
using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Messages;
using Accounton.Tenancy;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Development.Demo;

/// <summary>
/// Some clients of the demo office, with questionnaires as far as they get, so that a newcomer sees what
/// there is to do. Nobody of them exists.
/// </summary>
public static class DemoQuestionnaires
{
    private static readonly DateOnly Closing = new(2025, 12, 31);

    /// <summary>What is not answered by <em>no</em>, or by the first choice.</summary>
    private static readonly Dictionary<string, string> Usual = new()
    {
        ["LivedInBelgium"] = AnswerValues.Yes,
        ["RefundIsOwnAccount"] = AnswerValues.Yes,
        ["IncomeKinds"] = "wages",
    };

    /// <summary>How far a client's questionnaire is.</summary>
    private enum Reached
    {
        Given,
        Sent,
        HalfDone,
        HandedIn,
        Processed,
    }

    public static async Task SeedAsync(IServiceProvider services, Guid office, Guid admin)
    {
        DemoClient[] people =
        [
            new("Lotte", "Vermeulen", "nl", Reached.Given),
            new("Thomas", "Claes", "nl", Reached.Given),
            new("Amélie", "Lambert", "fr", Reached.Sent),
            new("Ruben", "De Smet", "nl", Reached.Sent),
            new("Sofie", "Janssens", "nl", Reached.HalfDone) { Message = "Mag dit ook de rekening van mijn man zijn?" },
            new("Nicolas", "Dupont", "fr", Reached.HalfDone),
            new("Eva", "Wouters", "nl", Reached.HandedIn)
            {
                Answers = new() { ["Mobile"] = "0470 55 66 77", ["Street"] = "Stationsstraat", ["HouseNumber"] = "18" },
            },
            new("Bram", "Goossens", "nl", Reached.HandedIn)
            {
                Answers = new() { ["PaymentKinds"] = "gifts,pensionSaving", ["ActualCosts"] = AnswerValues.Yes },
            },
            new("Claire", "Martin", "fr", Reached.Processed),
        ];
        foreach (var (index, person) in people.Index())
        {
            await using var scope = Scope(services, office, admin);
            await AddAsync(scope.ServiceProvider, person, NationalNumber(index));
        }

        await using var last = Scope(services, office, admin);
        await GiveAsync(last.ServiceProvider, await AddClientAsync(last.ServiceProvider, new()
        {
            [ClientFields.Type] = nameof(ClientType.Company), [ClientFields.CompanyName] = "Bakkerij De Korenaar bv",
            [ClientFields.Email] = "info@korenaar.voorbeeld.test",
            [ClientFields.Language] = "nl", [ClientFields.City] = "Leuven", [ClientFields.PostalCode] = "3000",
        }), StandardDefinitions.CurrentFor(ClientType.Company)!);
    }

    private static AsyncServiceScope Scope(IServiceProvider services, Guid office, Guid admin)
    {
        var scope = services.GetRequiredService<IServiceScopeFactory>().CreateOfficeScope(office);
        var of = new MemberOf(office, "Kantoor Demo", "nl", OfficeRole.Admin, IsSuspended: false);
        scope.ServiceProvider.GetRequiredService<CurrentMember>().Set(
            new(admin, "An Peeters", "admin@demo.test", null, IsOperator: false, "", [of]), of);
        return scope;
    }

    private static async Task AddAsync(IServiceProvider scope, DemoClient person, string nationalNumber)
    {
        var client = await AddClientAsync(scope, new()
        {
            [ClientFields.Type] = nameof(ClientType.Person),
            [ClientFields.FirstName] = person.FirstName, [ClientFields.LastName] = person.LastName,
            [ClientFields.Email] = $"{person.FirstName}.{person.LastName}@voorbeeld.test"
                .Replace(" ", "", StringComparison.Ordinal).Replace('é', 'e').ToLowerInvariant(),
            [ClientFields.Language] = person.Language, [ClientFields.Mobile] = "+32470112233",
            [ClientFields.Street] = "Kerkstraat", [ClientFields.HouseNumber] = "4",
            [ClientFields.PostalCode] = "9000", [ClientFields.City] = "Gent",
            [ClientFields.Country] = "BE", [ClientFields.BirthDate] = "1985-07-30",
            [ClientFields.NationalNumber] = nationalNumber,
        });
        var assignment = await GiveAsync(scope, client, StandardDefinitions.CurrentFor(ClientType.Person)!);
        if (person.Reached == Reached.Given)
            return;

        var respondent = await MarkSentAsync(scope, assignment, person.Language);
        if (person.Reached == Reached.Sent)
            return;

        await AnswerAsync(scope, assignment, respondent, person);
        if (person.Message is not null)
        {
            await scope.GetRequiredService<QuestionThreads>().WriteAsync(
                assignment, respondent, new AnswerKey("RefundIban"), Guid.NewGuid(), person.Message, default);
        }

        if (person.Reached == Reached.HalfDone)
            return;

        if (!await scope.GetRequiredService<AnswerWriter>().SubmitAsync(assignment, respondent, default))
            throw new InvalidOperationException($"The demo questionnaire of {person.LastName} cannot be handed in.");
        if (person.Reached == Reached.Processed)
        {
            await scope.GetRequiredService<AccountonContext>().UpdateOwnAsync<Assignment>(
                a => a.Id == assignment, set => set.SetProperty(a => a.State, AssignmentState.Processed));
        }
    }

    /// <summary>As if it had been mailed some time ago: a newcomer finds no mails that nobody of them sent.</summary>
    private static async Task<Guid> MarkSentAsync(IServiceProvider scope, Guid assignment, string language)
    {
        var db = scope.GetRequiredService<AccountonContext>();
        var now = scope.GetRequiredService<TimeProvider>().GetUtcNow();
        var respondent = db.Respondents.Add(new Respondent
        {
            OfficeId = db.OfficeId, AssignmentId = assignment, Person = Person.Main, Language = language, CreatedAt = now,
        }).Entity;
        await db.SaveChangesAsync();
        await db.UpdateOwnAsync<Assignment>(
            a => a.Id == assignment, set => set.SetProperty(a => a.State, AssignmentState.Sent).SetProperty(a => a.SentAt, now));
        return respondent.Id;
    }

    private static async Task<Guid> AddClientAsync(IServiceProvider scope, ClientValues values)
    {
        var db = scope.GetRequiredService<AccountonContext>();
        var author = scope.GetRequiredService<CurrentMember>().ByHand();
        var client = scope.GetRequiredService<ClientWriter>().Add(
            values, author, await scope.GetRequiredService<OfficeCiphers>().CurrentAsync());
        await db.SaveChangesAsync();
        return client.Id;
    }

    private static async Task<Guid> GiveAsync(IServiceProvider scope, Guid client, Definition definition)
    {
        await scope.GetRequiredService<Assignments>().GiveAsync(
            definition, definition.IncomeYear is null ? Closing : default, [client], default);
        return await scope.GetRequiredService<AccountonContext>().Assignments
            .Where(a => a.ClientId == client).Select(a => a.Id).SingleAsync();
    }

    /// <summary>Answers what is asked, and what appears by that; of a half done one the first sections only.</summary>
    private static async Task AnswerAsync(IServiceProvider scope, Guid assignment, Guid respondent, DemoClient person)
    {
        var sheets = scope.GetRequiredService<QuestionnaireSheets>();
        var writer = scope.GetRequiredService<AnswerWriter>();
        for (var round = 0; round < 10; round++)
        {
            var sheet = await sheets.ReadAsync(assignment, default);
            AnswerWrite[] writes =
            [
                .. from section in person.Reached == Reached.HalfDone ? sheet.Sections.Take(3) : sheet.Sections
                   from question in section.Questions
                   where question.Question.Kind != QuestionKind.Files && !sheet.IsAnswered(question)
                   where !question.Question.Optional || person.Answers.ContainsKey(question.Question.Key)
                   select new AnswerWrite(Guid.CreateVersion7(), question.Key, 0, Choose(sheet, question, person)),
            ];
            if (writes.Length == 0)
                return;

            await writer.WriteAsync(assignment, respondent, writes, default);
        }
    }

    private static string Choose(QuestionnaireSheet sheet, VisibleQuestion asked, DemoClient person)
    {
        var question = asked.Question;
        return person.Answers.GetValueOrDefault(question.Key)
            ?? (sheet.Proposals.ContainsKey(asked.Key) ? SectionModel.Confirm : null)
            ?? Usual.GetValueOrDefault(question.Key)
            ?? question.Kind switch
            {
                QuestionKind.YesNo => AnswerValues.No,
                QuestionKind.OneOf => question.Options[0].Key,
                QuestionKind.SeveralOf => (question.Options.FirstOrDefault(option => option.Alone) ?? question.Options[0]).Key,
                QuestionKind.WholeNumber or QuestionKind.Amount => "120",
                QuestionKind.Date => "2025-06-30",
                QuestionKind.Country => "BE",
                QuestionKind.Iban => "BE68539007547034",
                QuestionKind.NationalNumber => NationalNumber(100),
                QuestionKind.Email => "iemand@voorbeeld.test",
                QuestionKind.Phone => "+32470112233",
                _ => "Voorbeeld",
            };
    }

    /// <summary>Of a woman born on 30 July 1985, with its check digits.</summary>
    private static string NationalNumber(int index)
    {
        var number = 850_730_000 + 402 + (2 * index);
        return string.Create(CultureInfo.InvariantCulture, $"{number}{97 - (number % 97):00}");
    }

    /// <summary>A client, and what they answer otherwise than most.</summary>
    private sealed record DemoClient(string FirstName, string LastName, string Language, Reached Reached)
    {
        public Dictionary<string, string> Answers { get; init; } = [];

        /// <summary>What they ask their office.</summary>
        public string? Message { get; init; }
    }
}
