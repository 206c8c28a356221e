using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using Accounton.Features.OneTimeLinks;
using Accounton.Features.SignIn;
using Accounton.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace Accounton.Features.Account;

/// <summary>A person's own page.</summary>
public sealed record AccountModel(SignedInUser User, bool HasPassword)
{
    public required ProfileForm Profile { get; init; }

    public OwnPasswordForm Password { get; init; } = new();

    public EmailForm Email { get; init; } = new();

    /// <summary>Where this person is signed in.</summary>
    public required IReadOnlyList<Session> Sessions { get; init; }

    /// <summary>The session that the page is seen in.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Identities elsewhere that open this account.</summary>
    public required IReadOnlyList<UserLoginInfo> SignOns { get; init; }
}

/// <summary>What a person is called, and in which language they read.</summary>
public sealed class ProfileForm
{
    [Required, PlainName, StringLength(User.NameLength), Display(Name = "Account.Name")]
    public string Name { get; set; } = "";

    /// <summary>Empty follows the office.</summary>
    [StringLength(2), Display(Name = "Layout.Language")]
    public string? Language { get; set; }
}

/// <summary>A new password, by who knows the present one.</summary>
public sealed class OwnPasswordForm
{
    [Required, StringLength(200), DataType(DataType.Password), Display(Name = "Password.Present")]
    public string PasswordNow { get; set; } = "";

    [Required, StringLength(200), DataType(DataType.Password), Display(Name = "Password.New")]
    public string PasswordNew { get; set; } = "";
}

/// <summary>Another address to sign in with.</summary>
public sealed class EmailForm
{
    [Required, MailAddress, StringLength(PersonalLink.EmailLength), Display(Name = "Account.NewEmail")]
    public string Address { get; set; } = "";

    [Required, StringLength(200), DataType(DataType.Password), Display(Name = "SignIn.Password")]
    public string Password { get; set; } = "";
}
