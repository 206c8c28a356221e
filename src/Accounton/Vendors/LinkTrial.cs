namespace Accounton.Vendors;

/// <summary>Finds the server behind an address as people type it.</summary>
public static class LinkTrial
{
    /// <summary>
    /// The first candidate that answers as the vendor's, with the account there. When none does, the fault that tells
    /// most: that of a server which answered, rather than of one which did not.
    /// </summary>
    /// <param name="candidates">At least one.</param>
    /// <param name="accessTo">The access to try an address with.</param>
    public static async Task<(Uri Url, VendorAccount Account)> FindAsync(
        this IClientSource source,
        LinkMethod.ApiKeyAndUrl method,
        IReadOnlyList<Uri> candidates,
        Func<Uri, VendorAccess> accessTo,
        CancellationToken cancellationToken)
    {
        VendorException? told = null;
        foreach (var candidate in candidates)
        {
            try
            {
                return (candidate, await source.WhoAmIAsync(accessTo(candidate), cancellationToken));
            }
            catch (VendorException exception)
            {
                if (told is null || exception.Fault is not (VendorFault.ConnectionRefused or VendorFault.TimedOut))
                    told = exception;
                if (!method.MayTryNext(exception.Fault))
                    break;
            }
        }
        throw told ?? throw new ArgumentException("There is no candidate.", nameof(candidates));
    }
}
