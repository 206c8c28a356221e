using Accounton.Data;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.SignIn;

/// <summary>The language a user chose, else that of their office; a choice is kept with the user.</summary>
public sealed class MemberLanguage(CurrentMember member, AccountonContext db) : IUserLanguage
{
    public ValueTask<string?> FindAsync(HttpContext context) => new(member.User?.Language ?? member.Office?.OfficeLanguage);

    public async Task KeepAsync(HttpContext context, Language language)
    {
        if (member.User is not { } user)
            return;

        var row = await db.Users.SingleAsync(u => u.Id == user.Id, context.RequestAborted);
        row.Language = language.Code;
        await db.SaveChangesAsync(context.RequestAborted);
    }
}
