using Accounton.Localisation;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Accounton.Features.SignIn;

/// <summary>What Identity has against something, in our words.</summary>
public static class IdentityErrors
{
    public static void AddTo(this IdentityResult result, ModelStateDictionary state, string field, Texts texts)
    {
        foreach (var error in result.Errors)
        {
            state.AddModelError(field, error.Code switch
            {
                nameof(IdentityErrorDescriber.PasswordTooShort) => texts["Password.TooShort", SignInSetup.PasswordLength],
                CommonPasswords.IsCommon => texts["Password.Common"],
                CommonPasswords.IsOwn => texts["Password.Own"],
                nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) =>
                    texts["Account.AddressTaken"],
                _ => texts["Validation.Invalid"],
            });
        }
    }
}
