
namespace Accounton.Features.Questionnaires.Definitions;

/// <summary>What is wrong in a definition's file, and where: <c>sections[3].groups[0].questions[2].showWhen</c>.</summary>
public sealed record DefinitionFault(string File, string Place, string Problem)
{
    public override string ToString() => Place.Length == 0 ? $"{File}: {Problem}" : $"{File}, {Place}: {Problem}";
}

/// <summary>Definitions that cannot be used, with all that is wrong in them.</summary>
public sealed class DefinitionException(IReadOnlyList<DefinitionFault> faults)
    : Exception("A questionnaire's definition is wrong." + string.Concat(faults.Select(fault => Environment.NewLine + fault)))
{
    public IReadOnlyList<DefinitionFault> Faults => faults;
}
