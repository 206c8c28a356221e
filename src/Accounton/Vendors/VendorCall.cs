namespace Accounton.Vendors;

/// <summary>What a request carries along, so that no pooled message handler has to know for whom it works.</summary>
/// <param name="Access">The connection the call is made for.</param>
/// <param name="FirstPage">The first page of a reading, where a vendor may say that it is not ready yet.</param>
public sealed record VendorCall(VendorAccess Access, bool FirstPage = false)
{
    /// <summary>The name under which Refit puts it on the request.</summary>
    public const string Key = "Accounton.VendorCall";

    private static readonly HttpRequestOptionsKey<VendorCall> OptionsKey = new(Key);

    public static VendorCall? From(HttpRequestMessage request) =>
        request.Options.TryGetValue(OptionsKey, out var call) ? call : null;
}
