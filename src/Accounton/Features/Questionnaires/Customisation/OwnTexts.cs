using Accounton.Data;
using Accounton.Localisation;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Accounton.Features.Questionnaires.Customisation;

/// <summary>A text of an office's own, as it is typed in each language.</summary>
public sealed class OwnTextForm
{
    public string? Nl { get; set; }
    public string? Fr { get; set; }
    public string? En { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Nl) && string.IsNullOrWhiteSpace(Fr) && string.IsNullOrWhiteSpace(En);

    public static OwnTextForm Of(OwnText? text) => new() { Nl = text?.Nl, Fr = text?.Fr, En = text?.En };
}

/// <summary>The office's introduction, as it is typed.</summary>
public sealed class IntroForm
{
    public Guid Stamp { get; set; }

    public OwnTextForm Texts { get; set; } = new();

    public static IntroForm Of(TemplateState state) => new() { Stamp = state.Stamp, Texts = OwnTextForm.Of(state.Changes.Intro) };
}

/// <summary>Reads an office's own texts.</summary>
public static class OwnTexts
{
    public const int MostShort = 400;
    public const int MostLong = 1500;

    /// <summary>The text, or null when nothing is typed in any language; what is wrong goes to the field of its language.</summary>
    public static OwnText? Read(OwnTextForm form, string name, int most, ModelStateDictionary state, Texts texts)
    {
        if (form.IsEmpty)
            return null;

        return new()
        {
            Nl = Read(form.Nl, $"{name}.{nameof(form.Nl)}", most, state, texts),
            Fr = Read(form.Fr, $"{name}.{nameof(form.Fr)}", most, state, texts),
            En = Read(form.En, $"{name}.{nameof(form.En)}", most, state, texts),
        };
    }

    private static string? Read(string? typed, string name, int most, ModelStateDictionary state, Texts texts)
    {
        var text = NormalText.From(typed, int.MaxValue);
        if (text?.Length > most)
            state.AddModelError(name, texts["Templates.TooLong", most, text.Length]);
        else if (text?.AsSpan().ContainsAny('{', '}') == true)
            state.AddModelError(name, texts["Templates.NoBraces"]);
        return text;
    }
}
