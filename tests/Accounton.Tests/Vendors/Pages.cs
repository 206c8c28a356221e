using Accounton.Vendors;

namespace Accounton.Tests.Vendors;

public static class Pages
{
    public static async Task<List<ClientPage>> AllAsync(this IAsyncEnumerable<ClientPage> pages)
    {
        var all = new List<ClientPage>();
        await foreach (var page in pages)
            all.Add(page);
        return all;
    }

    public static IEnumerable<ClientRecord> Clients(this IEnumerable<ClientPage> pages) => pages.SelectMany(page => page.Clients);

    /// <summary>The fault that the call ends in; its text must hold none of these.</summary>
    public static async Task<VendorException> FaultOfAsync(Func<Task> call, params string[] secrets)
    {
        var exception = await Assert.ThrowsAsync<VendorException>(call);
        Assert.Null(exception.InnerException);
        foreach (var secret in secrets)
            Assert.DoesNotContain(secret, exception.ToString(), StringComparison.Ordinal);
        return exception;
    }
}
