using System.Security.Cryptography;
using System.Text;
using Accounton.Sandbox.Accounts;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>The accounting office behind an account, whose id tells two linked accounts apart.</summary>
internal static class Company
{
    public static string IdOf(Account account) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("company " + account.Name)).AsSpan(0, 16)).ToString();

    public static string IdOf(Employee employee) => $"5a5a0000-0000-4000-8000-{employee.Number:000000000000}";

    public static string NameOf(string account) => $"Kantoor {char.ToUpperInvariant(account[0])}{account[1..]}";
}
