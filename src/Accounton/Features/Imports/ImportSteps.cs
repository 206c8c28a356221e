using Accounton.Features.Imports.Start;
using Accounton.Localisation;
using Accounton.Web.Components;

namespace Accounton.Features.Imports;

/// <summary>The steps of an import, as every page of it shows them.</summary>
public static class ImportSteps
{
    public static IReadOnlyList<StepperStep> All(Texts texts) =>
    [
        new(texts["ImportStep.Source"], NewImportController.Path), new(texts["ImportStep.Which"]), new(texts["ImportStep.Review"]),
        new(texts["ImportStep.Questionnaire"]), new(texts["ImportStep.Confirm"]),
    ];
}
