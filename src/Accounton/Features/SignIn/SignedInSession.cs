using Accounton.Tenancy;

namespace Accounton.Features.SignIn;

/// <summary>A session with its user, as read at the beginning of this request.</summary>
public sealed record SignedInSession(Session Row, SignedInUser User);
