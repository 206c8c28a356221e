using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Accounton.Web;

/// <summary>How something stands, as a colour with a word beside it.</summary>
public enum State
{
    Neutral,
    Info,
    Success,
    Warning,
    Danger,
}

/// <summary>A sentence about what was just done, shown once on the next page.</summary>
/// <param name="Help">The address of a help article that says what can be done about it; null when there is none.</param>
public sealed record Notice(State State, string Text, string? Help = null);

/// <summary>Notices on their way to the next page.</summary>
public static class Notices
{
    private const string Key = "Notices";

    public static void Notify(this Controller controller, State state, string text) => Add(controller.TempData, state, text);

    /// <summary>For an answer that no controller gives.</summary>
    public static void Notify(HttpContext context, State state, string text, string? help = null)
    {
        var data = context.RequestServices.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(context);
        Add(data, state, text, help);
        data.Save();
    }

    private static void Add(ITempDataDictionary data, State state, string text, string? help = null) =>
        data[Key] = JsonSerializer.Serialize(Read(data).Append(new Notice(state, text, help)));

    /// <summary>The notices to show now; they are not kept.</summary>
    public static IReadOnlyList<Notice> Read(ITempDataDictionary data) =>
        data[Key] is string json ? JsonSerializer.Deserialize<Notice[]>(json) ?? [] : [];
}
