using Accounton.Features.Help;
using Accounton.Features.Mail;
using Accounton.Features.OneTimeLinks;
using Accounton.Features.SignIn;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Tests.Data;
using Accounton.Tests.Running;
using Accounton.Web;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;

namespace Accounton.Tests.Tenancy;

public sealed class OfficeModelTests
{
    /// <summary>What belongs to no office. Whatever is added here must hold nothing of an office's.</summary>
    private static readonly Type[] Shared =
    [
        typeof(User), typeof(IdentityUserClaim<Guid>), typeof(IdentityUserLogin<Guid>), typeof(IdentityUserToken<Guid>),
        typeof(Office), typeof(DataProtectionKey), typeof(ArticleOpinion),
        typeof(PersonalLink), typeof(PlatformMail), typeof(SignInTry), typeof(Session), typeof(AuthorizationAttempt), typeof(VendorTurn),
    ];

    public static TheoryData<string> Contexts => ModelContexts.Names;

    [Theory, MemberData(nameof(Contexts))]
    public void Entity_any_isOwnedByAnOfficeOrOnTheShortListOfSharedOnes(string context)
    {
        using var db = ModelContexts.Create(context);

        Assert.Equal(
            Shared.Select(type => type.Name).Order(StringComparer.Ordinal),
            db.Model.GetEntityTypes().Where(e => !e.IsOfficeOwned()).Select(e => e.ClrType.Name).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Contexts))]
    public void OwnedEntity_any_hasTheOfficeInItsKeyItsFilterAndItsForeignKeys(string context)
    {
        using var db = ModelContexts.Create(context);
        foreach (var entity in db.Model.GetEntityTypes().Where(e => e.IsOfficeOwned()))
        {
            Assert.Equal([nameof(IOfficeOwned.OfficeId), nameof(IOfficeOwned.Id)], entity.FindPrimaryKey()!.Properties.Select(p => p.Name));
            Assert.Equal([OfficeModel.Filter], entity.GetDeclaredQueryFilters().Select(f => f.Key));
            Assert.All(
                entity.GetForeignKeys()
                    .Where(k => k.PrincipalEntityType.IsOfficeOwned() || k.PrincipalEntityType.ClrType == typeof(Office)),
                key => Assert.Equal(nameof(IOfficeOwned.OfficeId), key.Properties[0].Name));
            Assert.Contains(entity.GetForeignKeys(), key => key.PrincipalEntityType.ClrType == typeof(Office));
            Assert.All(
                entity.GetIndexes().Where(i => i.IsUnique), index => Assert.Equal(nameof(IOfficeOwned.OfficeId), index.Properties[0].Name));
        }
    }

    [Fact]
    public async Task OwnedEntity_any_isAmongTheRowsThatTheTestsTry()
    {
        await using var data = await DataLayer.CreateAsync();
        var tried = await OfficeRowsOf.AddAsync(data);
        await using var work = data.Work();

        Assert.Equal(
            work.Db.Model.GetEntityTypes().Where(e => e.IsOfficeOwned()).Select(e => e.ClrType.Name).Order(StringComparer.Ordinal),
            tried.Rows.Select(row => row.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Contexts))]
    public void SharedEntity_any_refersToNoOffice(string context)
    {
        using var db = ModelContexts.Create(context);

        Assert.DoesNotContain(
            db.Model.GetEntityTypes().Where(e => !e.IsOfficeOwned()).SelectMany(e => e.GetForeignKeys()),
            key => key.PrincipalEntityType.IsOfficeOwned() || key.PrincipalEntityType.ClrType == typeof(Office));
    }
}
