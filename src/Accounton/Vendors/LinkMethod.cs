namespace Accounton.Vendors;

/// <summary>How an office links a vendor.</summary>
public abstract record LinkMethod
{
    private LinkMethod()
    {
    }

    /// <summary>By signing in on the vendor's website, through the remote authentication scheme of that name.</summary>
    public sealed record OAuth(string Scheme) : LinkMethod;

    /// <summary>
    /// By an API key and the address of the office's own server. <paramref name="Documentation"/> tells how to get a key.
    /// </summary>
    public sealed record ApiKeyAndUrl(Uri Documentation) : LinkMethod;
}
