using System.Globalization;
using Accounton.Data;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires;

/// <summary>The office's questionnaires. The standard ones come into being when they are first needed.</summary>
public sealed class Templates(AccountonContext db, IServiceScopeFactory scopes, LocalTime time)
{
    /// <summary>In a year the income of the year before is declared, from January's first paperwork to the last late filing.</summary>
    public int CurrentIncomeYear => time.Today.Year - 1;

    /// <summary><em>Personenbelasting</em> of the tax season that is on.</summary>
    public async Task<Template> CurrentAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) ?? await MakeAsync(cancellationToken);

    /// <summary>
    /// All there are, the latest year first; among them the current one, without an id as long as nobody needed it: a page
    /// that only looks makes none.
    /// </summary>
    public async Task<IReadOnlyList<Template>> AllAsync(CancellationToken cancellationToken)
    {
        var all = await db.Templates.AsNoTracking().OrderByDescending(t => t.IncomeYear).ToListAsync(cancellationToken);
        var current = Standard();
        return all.Exists(t => t.Kind == current.Kind && t.IncomeYear == current.IncomeYear) ? all : [current, .. all];
    }

    /// <summary>The questionnaire that somebody chose from <see cref="AllAsync"/>; null when there is none such.</summary>
    public async Task<Template?> ChosenAsync(Guid id, CancellationToken cancellationToken) =>
        id == Guid.Empty ? await CurrentAsync(cancellationToken) : await db.Templates.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancellationToken);

    private Template Standard() => new() { OfficeId = db.OfficeId, Kind = TemplateKind.PersonalIncomeTax, IncomeYear = CurrentIncomeYear };

    private Task<Template?> FindAsync(CancellationToken cancellationToken)
    {
        var year = CurrentIncomeYear;
        return db.Templates.AsNoTracking().SingleOrDefaultAsync(t => t.Kind == TemplateKind.PersonalIncomeTax && t.IncomeYear == year, cancellationToken);
    }

    /// <summary>In a context of its own, so that two who need it at once do not spoil each other's work: the unique index decides.</summary>
    private async Task<Template> MakeAsync(CancellationToken cancellationToken)
    {
        await using (var scope = scopes.CreateOfficeScope(db.OfficeId))
        {
            var own = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            own.Templates.Add(Standard());
            try
            {
                await own.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
            {
                if (await FindAsync(cancellationToken) is null)
                    throw;
            }
        }

        return await FindAsync(cancellationToken) ?? throw new InvalidOperationException("The questionnaire of this year cannot be found although it was just made.");
    }
}

/// <summary>A questionnaire in words.</summary>
public static class TemplateText
{
    public static string TitleIn(this Template template, Texts texts) => texts[
        $"TemplateKind.{template.Kind}", template.IncomeYear.ToString(CultureInfo.InvariantCulture), (template.IncomeYear + 1).ToString(CultureInfo.InvariantCulture)];
}
