using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Accounton.Data;

/// <summary>Section <c>DataProtection</c>: what the key ring in the database is protected with.</summary>
public sealed class KeyProtectionOptions
{
    public const string Section = "DataProtection";

    /// <summary>Path of a PKCS#12 file with its private key, or of a PEM file that holds certificate and key.</summary>
    public string? Certificate { get; set; }

    /// <summary>The password of <see cref="Certificate"/> and of the old ones, when they have one.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>Certificates of before, only to read older keys with.</summary>
    public IReadOnlyList<string> OldCertificates { get; set; } = [];

    /// <summary>Start without a certificate; whoever has the database then has all it holds.</summary>
    public bool AllowUnprotectedKeys { get; set; }
}

/// <summary>The Data Protection key ring: in the database, protected by a certificate.</summary>
public static class KeyProtection
{
    public static IServiceCollection AddKeyProtection(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(KeyProtectionOptions.Section).Get<KeyProtectionOptions>() ?? new KeyProtectionOptions();
        var protection = services.AddDataProtection().SetApplicationName("Accounton").PersistKeysToDbContext<AccountonContext>();
        var certificate = options.Certificate is null ? null : Load(options.Certificate, options.CertificatePassword);
        services.AddSingleton(new ProtectingCertificates(options.Certificate, certificate)).AddSingleton<KeyCheck>();
        services.AddOptions<KeyManagementOptions>().PostConfigure<IServiceProvider>((ring, provider) =>
            ring.XmlRepository = new GuardedKeyRing(ring.XmlRepository!, provider.GetRequiredService<KeyCheck>));
        if (certificate is not null)
        {
            protection.ProtectKeysWithCertificate(certificate);
            protection.UnprotectKeysWithAnyCertificate(
                [.. options.OldCertificates.Select(path => Load(path, options.CertificatePassword)), certificate]);
        }
        else if (!options.AllowUnprotectedKeys)
        {
            throw new ValidationException(
                "DataProtection:Certificate is not set: without it the keys in the database are unprotected. " +
                "Set it to a .pfx or .pem file, or set DataProtection:AllowUnprotectedKeys to true if you accept that.");
        }

        return services;
    }

    private static X509Certificate2 Load(string path, string? password)
    {
        try
        {
            return path.EndsWith(".pem", StringComparison.OrdinalIgnoreCase)
                ? X509Certificate2.CreateFromPemFile(path)
                : X509CertificateLoader.LoadPkcs12FromFile(path, password);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new ValidationException($"The certificate {path} (DataProtection) cannot be read: {e.Message}", e);
        }
    }
}
