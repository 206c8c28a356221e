using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tests.Data;

public sealed class KeyProtectionTests
{
    private const string Certificate = "DataProtection:Certificate";
    private const string Password = "DataProtection:CertificatePassword";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_withoutACertificate_isRefusedAndSaysWhatToSet()
    {
        await using var database = await TestDatabase.EmptyAsync();

        var refused = Assert.Throws<ValidationException>(() => new ProtectedData(database));

        Assert.Contains(Certificate, refused.Message, StringComparison.Ordinal);
        Assert.Contains("DataProtection:AllowUnprotectedKeys", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Application_inProductionWithoutACertificate_doesNotStart()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await using var app = new App(
            database, settings: [("environment", "Production"), ("DataProtection:AllowUnprotectedKeys", "false")]);

        Assert.Throws<ValidationException>(() => app.Services);
    }

    [Theory]
    [InlineData("pfx", null, null)]
    [InlineData("pfx", "geheim", "geheim")]
    [InlineData("pem", null, null)]
    public async Task Keys_withACertificate_areNotInTheDatabaseInTheClear(string extension, string? password, string? given)
    {
        using var certificates = new Certificates();
        await using var database = await TestDatabase.EmptyAsync();
        await using var data = new ProtectedData(database, (Certificate, certificates.New(extension, password)), (Password, given!));
        await data.MigrateAsync();
        var office = await data.AddOfficeAsync();

        await using var work = data.In(office);
        var cipher = await work.Ciphers.CurrentAsync(Cancelled);
        var key = await work.Db.DataProtectionKeys.SingleAsync(Cancelled);

        Assert.Equal("geheim", cipher.Decrypt(cipher.Encrypt("geheim", "p"), "p"));
        Assert.Contains("<encryptedSecret", key.Xml, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", key.Xml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there-is-none.pfx", null)]
    [InlineData(null, "verkeerd")]
    public async Task Start_withACertificateThatCannotBeRead_isRefusedAndNamesIt(string? path, string? password)
    {
        using var certificates = new Certificates();
        await using var database = await TestDatabase.EmptyAsync();
        path ??= certificates.New(password: "geheim");

        var refused = Assert.Throws<ValidationException>(() => new ProtectedData(database, (Certificate, path), (Password, password!)));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_withAnotherCertificateOrNone_opensNothing()
    {
        using var certificates = new Certificates();
        await using var database = await TestDatabase.EmptyAsync();
        Guid office;
        await using (var owner = new ProtectedData(database, (Certificate, certificates.New())))
        {
            await owner.MigrateAsync();
            office = await owner.AddOfficeAsync();
        }

        foreach (var settings in ((string, string)[][])[
            [(Certificate, certificates.New())], [("DataProtection:AllowUnprotectedKeys", "true")],
        ])
        {
            await using var thief = new ProtectedData(database, settings);
            await using var work = thief.In(office);
            await Assert.ThrowsAnyAsync<CryptographicException>(() => work.Ciphers.CurrentAsync(Cancelled));
        }
    }

    [Fact]
    public async Task Database_afterANewCertificate_opensWithTheOldOneBesideIt()
    {
        using var certificates = new Certificates();
        await using var database = await TestDatabase.EmptyAsync();
        var old = certificates.New();
        var renewed = certificates.New();
        Guid office;
        string sealedText;
        await using (var before = new ProtectedData(database, (Certificate, old)))
        {
            await before.MigrateAsync();
            office = await before.AddOfficeAsync();
            await using var work = before.In(office);
            sealedText = (await work.Ciphers.CurrentAsync(Cancelled)).Encrypt("geheim", "p");
        }

        await using var after = new ProtectedData(database, (Certificate, renewed), ("DataProtection:OldCertificates:0", old));
        await using var later = after.In(office);

        Assert.Equal("geheim", (await later.Ciphers.CurrentAsync(Cancelled)).Decrypt(sealedText, "p"));
    }
}
