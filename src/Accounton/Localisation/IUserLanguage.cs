namespace Accounton.Localisation;

/// <summary>The language a signed-in person chose before, or else that of the office; kept with the user.</summary>
public interface IUserLanguage
{
    /// <summary>The code of a language; null when nobody is signed in or nothing was chosen.</summary>
    ValueTask<string?> FindAsync(HttpContext context);

    Task KeepAsync(HttpContext context, Language language);
}

/// <summary>The language in the session's claim <c>language</c>; what is chosen is kept in the browser only.</summary>
public sealed class LanguageClaim : IUserLanguage
{
    public const string Name = "language";

    public ValueTask<string?> FindAsync(HttpContext context) => new(context.User.FindFirst(Name)?.Value);

    public Task KeepAsync(HttpContext context, Language language) => Task.CompletedTask;
}
