using System.Security.Cryptography;
using System.Text;
using Accounton.Sandbox.Accounts;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>The accounting office itself, by which two linked accounts can be told apart.</summary>
internal static class Company
{
    public static string IdOf(Account account) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("company " + account.Name)).AsSpan(0, 16)).ToString();
}
