using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Accounton.Tests.Data;

/// <summary>Certificates of a test's own, as files in a folder that goes with it.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("accounton-certificates-");

    /// <param name="extension">pfx or pem.</param>
    /// <param name="password">Of the .pfx.</param>
    public string New(string extension = "pfx", string? password = null)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=Accounton", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var path = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.{extension}");
        if (extension == "pem")
            File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        else
            File.WriteAllBytes(path, certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Default, password));
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
