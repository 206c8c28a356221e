using System.Collections.Frozen;
using Accounton.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace Accounton.Features.SignIn;

/// <summary>
/// Refuses what is guessed first: a password that many have, a row of keys or digits, or the owner's own address or name.
/// </summary>
public sealed class CommonPasswords : IPasswordValidator<User>
{
    public const string IsCommon = "PasswordIsCommon";
    public const string IsOwn = "PasswordIsOwn";

    /// <summary>Fewer different characters than this make no password, however many there are of them.</summary>
    private const int FewestCharacters = 4;

    private static readonly Lazy<FrozenSet<string>> Known = new(Read);

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var typed = (password ?? "").Trim().ToLowerInvariant();
        return Task.FromResult(
            IsTheirOwn(typed, user) ? Refusal(IsOwn)
            : IsCommonOne(typed) ? Refusal(IsCommon)
            : IdentityResult.Success);
    }

    private static bool IsCommonOne(string typed) =>
        Known.Value.Contains(typed) || Known.Value.Contains(Stem(typed)) || typed.Distinct().Count() < FewestCharacters || IsRow(typed);

    private static bool IsTheirOwn(string typed, User user)
    {
        var email = (user.Email ?? "").ToLowerInvariant();
        if (email.Length > 0 && typed.Contains(email, StringComparison.Ordinal))
            return true;

        string[] own = [email.Split('@')[0], string.Concat(user.Name.ToLowerInvariant().Where(c => !char.IsWhiteSpace(c)))];
        var bare = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)));
        return own.Any(word => word.Length > 0 && (bare == word || Stem(bare) == word));
    }

    /// <summary><c>Wachtwoord2026!</c> is <c>wachtwoord</c>.</summary>
    private static string Stem(string typed) => typed.TrimEnd([.. "0123456789!?.,;:*#@$%&+-_= "]);

    /// <summary><c>abcdefghi</c> or <c>987654321</c>: each character is one up or one down from the last.</summary>
    private static bool IsRow(string typed)
    {
        var steps = typed.Zip(typed.Skip(1), (a, b) => b - a).Distinct().ToArray();
        return steps is [1] or [-1];
    }

    private static IdentityResult Refusal(string code) => IdentityResult.Failed(new IdentityError { Code = code, Description = code });

    private static FrozenSet<string> Read()
    {
        using var file = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is not in the program.");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#').ToFrozenSet(StringComparer.Ordinal);
    }
}
