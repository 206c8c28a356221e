using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>Keys beside the database: with new keys at every start, the tokens in it would be worthless.</summary>
internal static class Keys
{
    public static SecurityKey Signing(string folder)
    {
        var rsa = RSA.Create(2048);
        rsa.ImportRSAPrivateKey(ReadOrMake(Path.Combine(folder, "signing.key"), rsa.ExportRSAPrivateKey), out _);
        return new RsaSecurityKey(rsa);
    }

    public static SecurityKey Encryption(string folder) =>
        new SymmetricSecurityKey(ReadOrMake(Path.Combine(folder, "encryption.key"), () => RandomNumberGenerator.GetBytes(32)));

    private static byte[] ReadOrMake(string path, Func<byte[]> make)
    {
        if (File.Exists(path))
            return File.ReadAllBytes(path);
        var key = make();
        // Moved into place whole, so that a start that was cut short leaves no half a key.
        File.WriteAllBytes(path + ".new", key);
        File.Move(path + ".new", path, overwrite: true);
        return key;
    }
}
