using Accounton.Features.SignIn;
using Accounton.Tenancy;

namespace Accounton.Tests.Features.SignIn;

public sealed class CommonPasswordsTests
{
    private static readonly User An = new() { Name = "An De Smet", Email = "an.desmet@kantoor.test" };

    [Theory]
    [InlineData("123456789", CommonPasswords.IsCommon)]
    [InlineData("1234567890", CommonPasswords.IsCommon)]
    [InlineData("987654321", CommonPasswords.IsCommon)]
    [InlineData("abcdefghij", CommonPasswords.IsCommon)]
    [InlineData("aaaaaaaaaaaa", CommonPasswords.IsCommon)]
    [InlineData("112233112233", CommonPasswords.IsCommon)]
    [InlineData("Password1", CommonPasswords.IsCommon)]
    [InlineData("Password123!", CommonPasswords.IsCommon)]
    [InlineData("qwertyuiop", CommonPasswords.IsCommon)]
    [InlineData("AZERTYUIOP", CommonPasswords.IsCommon)]
    [InlineData("wachtwoord", CommonPasswords.IsCommon)]
    [InlineData(" Wachtwoord2026! ", CommonPasswords.IsCommon)]
    [InlineData("motdepasse1", CommonPasswords.IsCommon)]
    [InlineData("Accounton2026", CommonPasswords.IsCommon)]
    [InlineData("an.desmet@kantoor.test", CommonPasswords.IsOwn)]
    [InlineData("AN.DESMET@KANTOOR.TEST", CommonPasswords.IsOwn)]
    [InlineData("an.desmet@kantoor.test1", CommonPasswords.IsOwn)]
    [InlineData("an.desmet", CommonPasswords.IsOwn)]
    [InlineData("An.Desmet2026", CommonPasswords.IsOwn)]
    [InlineData("an de smet", CommonPasswords.IsOwn)]
    [InlineData("een lange zin", null)]
    [InlineData("vier paarden op de markt", null)]
    [InlineData("Gx7-ploink", null)]
    public async Task Password_thatIsGuessedFirst_isRefused(string password, string? refusal)
    {
        var result = await new CommonPasswords().ValidateAsync(null!, An, password);

        Assert.Equal(refusal, result.Errors.SingleOrDefault()?.Code);
    }
}
