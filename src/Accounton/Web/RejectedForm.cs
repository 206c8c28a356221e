using Microsoft.AspNetCore.Http.Features;

namespace Accounton.Web;

/// <summary>Why a form was not accepted as it was sent.</summary>
public enum RejectionReason
{
    /// <summary>Its token is too old, or of another session.</summary>
    Expired,

    /// <summary>Nobody is signed in any more.</summary>
    SignedOut,

    /// <summary>It was for somebody who is not signed in, and they are by now.</summary>
    SignedIn,

    /// <summary>It was drawn for another office than the current one.</summary>
    OtherOffice,

    /// <summary>It holds what no form can hold, such as the character NUL.</summary>
    Unreadable,
}

/// <summary>A field as it was filled in; without a label it is sent again but not shown.</summary>
public sealed record KeptField(string Name, string Value, string? Label);

/// <summary>What somebody typed in a form that could not be accepted, to be sent again after a look at it.</summary>
/// <param name="Action">Where the form was sent.</param>
/// <param name="Page">The page the form is on, where known.</param>
/// <param name="Fields">What was typed, without what is secret.</param>
/// <param name="LeftOut">True when a secret or a file is not among the fields and has to be given again.</param>
/// <param name="Token">The form's own token. It still holds once the office it was drawn for is current again, and for no other.</param>
public sealed record RejectedForm(
    RejectionReason Reason, string Action, string? Page, IReadOnlyList<KeptField> Fields, bool LeftOut, string? Token)
{
    private const string TokenField = "__RequestVerificationToken";

    private const int MostWithFiles = 1024 * 1024;

    private static readonly string[] Secrets = ["Secret", "Password", "ApiKey", "Token", "NationalNumber", "PartnerNationalNumber"];

    /// <summary>
    /// The form came by a link that works once. What proves that is secret, so that only the page itself can bring it again.
    /// </summary>
    public bool NeedsItsPage { get; init; }

    /// <summary>The office the form was drawn for, when this person may still work there.</summary>
    public OfficeChoice? DrawnFor { get; init; }

    /// <summary>
    /// Reads the form again. From another site nothing is kept: its words must not be put into somebody's mouth.
    /// </summary>
    /// <param name="request">The request that brought the form.</param>
    /// <param name="path">Where it was sent.</param>
    /// <param name="labels">What the fields are called on the screen, by their names.</param>
    public static async Task<RejectedForm> ReadAsync(HttpRequest request, string path, IReadOnlyDictionary<string, string> labels)
    {
        var address = RequestOrigin.OnThisSite(request.PathBase + path + request.QueryString);
        if (!request.HasFormContentType || !request.IsFromOwnPage())
            return new(RejectionReason.Expired, address, null, [], false, null);

        // A form with files, of which nothing may come onto a disk: one that does not fit into memory is not read.
        var hasFiles = request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;
        if (hasFiles && !(request.ContentLength <= MostWithFiles))
            return new(RejectionReason.Expired, address, request.PageItCameFrom(), [], LeftOut: true, null);

        var form = hasFiles
            ? await request.ReadFormAsync(
                new FormOptions { MemoryBufferThreshold = MostWithFiles, MultipartBodyLengthLimit = MostWithFiles },
                request.HttpContext.RequestAborted)
            : await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var fields = form.Where(field => field.Key != TokenField).ToArray();
        return new(
            RejectionReason.Expired,
            address,
            request.PageItCameFrom(),
            [.. from field in fields
                where !IsSecret(field.Key)
                from value in field.Value
                select new KeptField(field.Key, value ?? "", labels.GetValueOrDefault(field.Key))],
            LeftOut: form.Files.Count > 0 || fields.Any(field => IsSecret(field.Key) && field.Value.Any(value => value?.Length > 0)),
            form[TokenField])
        { NeedsItsPage = form["token"].ToString().Length > 0 };
    }

    /// <summary>
    /// By its name: the last part of <c>Input.ApiKey</c> or <c>Values[ApiKey]</c> begins with one of the
    /// words for what nobody may see again.
    /// </summary>
    public static bool IsSecret(string name)
    {
        var last = name[(name.LastIndexOfAny(['.', '[']) + 1)..];
        return Secrets.Any(secret => last.StartsWith(secret, StringComparison.OrdinalIgnoreCase));
    }
}
