using Accounton.Features.Questionnaires.Definitions;

namespace Accounton.Features.Questionnaires.Customisation;

/// <summary>The addresses at which an Admin changes questionnaires, each named as its file: <c>PersonalIncomeTax.2026</c>.</summary>
public static class TemplatePages
{
    public const string List = QuestionnairesController.Path + "/templates";

    public const string Route = List + "/{name}";

    public static Definition? Find(string name) =>
        StandardDefinitions.All.FirstOrDefault(standard => StandardDefinitions.NameOf(standard) == name);

    public static string Home(Definition standard) => $"{List}/{StandardDefinitions.NameOf(standard)}";

    /// <summary>Its page, at a section that is open.</summary>
    public static string At(Definition standard, string? section) =>
        section is null ? Home(standard) : $"{Home(standard)}?open={Uri.EscapeDataString(section)}#s-{Uri.EscapeDataString(section)}";
}
