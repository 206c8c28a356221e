using System.Globalization;
using Accounton.Vendors;

namespace Accounton.Features.Questionnaires.Definitions;

/// <summary>The questionnaires that come with the application, read once from the files that are built into it.</summary>
public static class StandardDefinitions
{
    public const string PersonalIncomeTax = "PersonalIncomeTax";
    public const string CompanyYearEnd = "CompanyYearEnd";

    private const string Root = "Questionnaires/";

    private static readonly Lazy<IReadOnlyList<Definition>> Files = new(ReadAll);

    /// <summary>All of them, by kind, the newest year first.</summary>
    /// <exception cref="DefinitionException">A file is wrong; the application does not start with it.</exception>
    public static IReadOnlyList<Definition> All => Files.Value;

    /// <summary>Of each kind the newest: the one that is given now, whatever the calendar says.</summary>
    public static IEnumerable<Definition> Current => All.DistinctBy(definition => definition.Kind);

    public static Definition? Find(string kind, int? incomeYear) =>
        All.FirstOrDefault(definition => definition.Kind == kind && definition.IncomeYear == incomeYear);

    /// <summary>As its file is named: <c>PersonalIncomeTax.2026</c>, <c>CompanyYearEnd</c>.</summary>
    public static string NameOf(Definition definition) =>
        definition.IncomeYear is { } year ? $"{definition.Kind}.{year.ToString(CultureInfo.InvariantCulture)}" : definition.Kind;

    /// <summary>The one of a name; of a kind alone the current one.</summary>
    public static Definition? Named(string? name) =>
        All.FirstOrDefault(definition => NameOf(definition) == name) ?? Current.FirstOrDefault(definition => definition.Kind == name);

    /// <summary>Those that a client of this type may get, the current one first.</summary>
    public static IEnumerable<Definition> For(ClientType type) => All.Where(definition => definition.Clients.Contains(type));

    /// <summary>The current one that a client of this type gets, when nothing else is said.</summary>
    public static Definition? CurrentFor(ClientType type) => Current.FirstOrDefault(definition => definition.Clients.Contains(type));

    private static List<Definition> ReadAll()
    {
        var assembly = typeof(StandardDefinitions).Assembly;
        var definitions = new List<Definition>();
        var faults = new List<DefinitionFault>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Root, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            try
            {
                definitions.Add(DefinitionJson.Read(resource[Root.Length..], reader.ReadToEnd()));
            }
            catch (DefinitionException e)
            {
                faults.AddRange(e.Faults);
            }
        }

        if (faults.Count > 0)
            throw new DefinitionException(faults);
        return [.. definitions.OrderByDescending(definition => definition.Kind == PersonalIncomeTax)
            .ThenBy(definition => definition.Kind, StringComparer.Ordinal).ThenByDescending(definition => definition.IncomeYear)];
    }
}
