namespace Accounton.Tests;

/// <summary>A line of <see cref="Routes"/>.</summary>
/// <param name="Address">With the names of <see cref="RoutesSite.Fill"/> in place of ids.</param>
/// <param name="SignedOut">Nobody in particular.</param>
/// <param name="Accountant">Of the office whose ids are in the address.</param>
/// <param name="Admin">Of that office too.</param>
/// <param name="OtherAdmin">Admin of another office.</param>
/// <param name="Operator">Of the platform.</param>
internal sealed record Route(string Address, int SignedOut, int Accountant, int Admin, int OtherAdmin, int Operator)
{
    public Func<RoutesSite, Dictionary<string, string>>? Fields { get; init; }

    /// <summary>What a client gets, whose device is known, where that is not what somebody gets who is signed out.</summary>
    public int? Client { get; init; }

    /// <summary>The form is a client's.</summary>
    public bool OfClient { get; init; }

    /// <summary>The form is for who is nobody yet: a client before their device is known.</summary>
    public bool OfNobody { get; init; }

    /// <summary>Open to everybody, signed in or not.</summary>
    public bool Anonymous { get; init; }

    /// <summary>The form is of no office in particular.</summary>
    public bool AnyOffice { get; init; }

    /// <summary>The form is an operator's, who works for no office.</summary>
    public bool OfNoOffice { get; init; }

    /// <summary>No form of ours: answered by a library, or doing nothing at all.</summary>
    public bool Foreign { get; init; }
}
