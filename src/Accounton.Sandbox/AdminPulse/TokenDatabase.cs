using Microsoft.EntityFrameworkCore;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>What the authorization server has given out. In a file, so that a restart of the sandbox breaks no link.</summary>
internal sealed class TokenDatabase(DbContextOptions<TokenDatabase> options) : DbContext(options);
