using Accounton.Sandbox.Accounts;

namespace Accounton.Sandbox.AdminPulse;

internal static class Users
{
    public static string Id(Employee employee) => $"5a5a0000-0000-4000-8000-{employee.Number:000000000000}";
}
