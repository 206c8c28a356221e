using System.Globalization;
using Accounton.Data;
using Accounton.Features.Questionnaires.Customisation;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires;

/// <summary>The office's questionnaires and their versions. The standard ones come into being when they are first given.</summary>
public sealed class Templates(AccountonContext db, IServiceScopeFactory scopes, Texts texts, TimeProvider clock)
{
    private const int MostTries = 3;

    /// <summary>The newest <em>Personenbelasting</em>.</summary>
    private static Definition Current =>
        StandardDefinitions.Current.First(definition => definition.Kind == StandardDefinitions.PersonalIncomeTax);

    /// <summary>The office's own of a definition, made when it is not there yet.</summary>
    public async Task<Template> OfAsync(Definition definition, CancellationToken cancellationToken)
    {
        if (await FindAsync(definition, cancellationToken) is { } found)
            return found;

        // In a context of its own, so that two who need it at once do not spoil each other's work: the unique index decides.
        await AddInOwnContextAsync(own => own.Templates.Add(New(definition)), isTry: true, cancellationToken);
        return await FindAsync(definition, cancellationToken)
            ?? throw new InvalidOperationException($"The questionnaire {definition.Kind} cannot be found although it was just made.");
    }

    /// <summary>The office's own of a definition; null while it was never given.</summary>
    public Task<Template?> FindAsync(Definition definition, CancellationToken cancellationToken)
    {
        var kind = definition.Kind;
        var year = definition.IncomeYear ?? Template.NoYear;
        return db.Templates.AsNoTracking().SingleOrDefaultAsync(t => t.Kind == kind && t.IncomeYear == year, cancellationToken);
    }

    /// <summary>
    /// All there are, the newest <em>Personenbelasting</em> first, without an id as long as nobody needed it: a page that only
    /// looks makes none.
    /// </summary>
    public async Task<IReadOnlyList<Template>> AllAsync(CancellationToken cancellationToken)
    {
        var current = New(Current);
        var all = await db.Templates.AsNoTracking().ToListAsync(cancellationToken);
        if (!all.Exists(t => t.Kind == current.Kind && t.IncomeYear == current.IncomeYear))
            all.Add(current);
        return [.. all.OrderByDescending(t => t.Kind == current.Kind)
            .ThenBy(t => t.Kind, StringComparer.Ordinal).ThenByDescending(t => t.IncomeYear)];
    }

    /// <summary>Those of an income year, which an import can give: a closing date differs from client to client.</summary>
    public async Task<IReadOnlyList<Template>> OfYearsAsync(CancellationToken cancellationToken) =>
        [.. (await AllAsync(cancellationToken)).Where(t => t.IncomeYear != Template.NoYear)];

    /// <summary>The questionnaire that somebody chose from <see cref="OfYearsAsync"/>; null when there is none such.</summary>
    public async Task<Template?> ChosenAsync(Guid id, CancellationToken cancellationToken) =>
        id == Guid.Empty
            ? await OfAsync(Current, cancellationToken)
            : await db.Templates.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id && t.IncomeYear != Template.NoYear, cancellationToken);

    /// <summary>
    /// The id of the version that is given now. What a release changed in the definition makes a new one, changed by the office as
    /// the one before; those who have an older one keep it.
    /// </summary>
    public async Task<Guid> VersionAsync(Template template, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var newest = await db.TemplateVersions.AsNoTracking().Where(v => v.TemplateId == template.Id)
                .OrderByDescending(v => v.Number).Select(v => new { v.Id, v.Number, v.Hash, v.Changes })
                .FirstOrDefaultAsync(cancellationToken);
            var changes = TemplateChanges.Unpack(newest?.Changes);
            var definition = Resolve(DefinitionNow(template), changes).Definition;
            if (newest is not null && newest.Hash.AsSpan().SequenceEqual(TemplateVersion.HashOf(definition)))
                return newest.Id;

            await AddInOwnContextAsync(
                own => own.TemplateVersions.Add(
                    TemplateVersion.Of(template, (newest?.Number ?? 0) + 1, definition, clock.GetUtcNow(), changes)),
                attempt < MostTries, cancellationToken);
        }
    }

    /// <summary>A standard questionnaire with an office's changes.</summary>
    public ResolvedTemplate Resolve(Definition standard, TemplateChanges changes) => ResolvedTemplate.Of(standard, changes, new()
    {
        Nl = texts.In(Language.Dutch)["Templates.OwnTitle"],
        Fr = texts.In(Language.French)["Templates.OwnTitle"],
        En = texts.In(Language.English)["Templates.OwnTitle"],
    });

    /// <summary>What an assignment asks: by the version it names. One from before versions asks what its questionnaire asks now.</summary>
    public async Task<Definition> DefinitionAsync(Assignment assignment, CancellationToken cancellationToken)
    {
        if (assignment.VersionId is not { } version)
            return DefinitionNow(await db.Templates.AsNoTracking().SingleAsync(t => t.Id == assignment.TemplateId, cancellationToken));

        var hash = await db.TemplateVersions.Where(v => v.Id == version).Select(v => v.Hash).SingleAsync(cancellationToken);
        return TemplateVersion.Find(hash)
            ?? TemplateVersion.Read(
                hash, await db.TemplateVersions.Where(v => v.Id == version).Select(v => v.Content).SingleAsync(cancellationToken));
    }

    /// <summary>
    /// What a questionnaire asks of whom it is given to now; of a year that is not among the files any more, what its kind asks.
    /// </summary>
    public static Definition DefinitionNow(Template template) =>
        StandardDefinitions.Find(template.Kind, template.IncomeYear == Template.NoYear ? null : template.IncomeYear)
        ?? StandardDefinitions.Current.First(definition => definition.Kind == template.Kind);

    private Template New(Definition definition) =>
        new() { OfficeId = db.OfficeId, Kind = definition.Kind, IncomeYear = definition.IncomeYear ?? Template.NoYear };

    /// <summary>Adds what somebody else may add at the same moment; whoever comes second finds it.</summary>
    private async Task AddInOwnContextAsync(Action<AccountonContext> add, bool isTry, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateOfficeScope(db.OfficeId);
        var own = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        add(own);
        try
        {
            await own.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (isTry && e.InnerException is System.Data.Common.DbException
            && !cancellationToken.IsCancellationRequested)
        {
        }
    }
}

/// <summary>A questionnaire in words.</summary>
public static class TemplateText
{
    public static string TitleIn(this Template template, Texts texts, DateOnly closing = default) =>
        Title(template.Kind, template.IncomeYear, texts, closing);

    public static string TitleIn(this Definition definition, Texts texts, DateOnly closing = default) =>
        Title(definition.Kind, definition.IncomeYear ?? Template.NoYear, texts, closing);

    /// <summary>A question of a questionnaire, for where only its key was kept; the key itself when it is none of ours.</summary>
    public static string Question(string kind, int incomeYear, string key, Texts texts) =>
        (StandardDefinitions.Find(kind, incomeYear == Template.NoYear ? null : incomeYear)
            ?? StandardDefinitions.Current.FirstOrDefault(definition => definition.Kind == kind))
            ?.Find(key)?.Text.In(texts.Language) ?? key;

    /// <summary>
    /// <em>Personenbelasting, aanslagjaar 2027 (inkomsten 2026)</em>, <em>Jaarafsluiting vennootschap,
    /// boekjaar afgesloten op 31 december 2026</em>.
    /// </summary>
    public static string Title(string kind, int incomeYear, Texts texts, DateOnly closing = default)
    {
        var name = StandardDefinitions.Current.FirstOrDefault(definition => definition.Kind == kind)?.Name.In(texts.Language) ?? kind;
        if (incomeYear != Template.NoYear)
            return texts["Questionnaire.OfYear", name, incomeYear.ToString(CultureInfo.InvariantCulture), (incomeYear + 1)
                .ToString(CultureInfo.InvariantCulture)];
        return closing == default ? name : texts["Questionnaire.OfClosing", name, texts.Day(closing)];
    }
}
