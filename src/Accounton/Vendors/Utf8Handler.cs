namespace Accounton.Vendors;

/// <summary>
/// JSON is UTF-8 (RFC 8259), whatever the header says of it: the charset is dropped, since readers believe it and give up at
/// <c>utf8</c> or <c>windows-1252</c>, and so is a byte order mark. Web pages are left as they are.
/// </summary>
public sealed class Utf8Handler : DelegatingHandler
{
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (VendorFaults.IsHtml(response))
            return response;

        var text = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (text.AsSpan().StartsWith(Mark))
            response.Content = WithoutMark(response.Content, text);
        response.Content.Headers.ContentType?.CharSet = null;
        return response;
    }

    private static ByteArrayContent WithoutMark(HttpContent content, byte[] text)
    {
        var without = new ByteArrayContent(text, Mark.Length, text.Length - Mark.Length);
        foreach (var (name, values) in content.Headers.NonValidated.Where(
            header => !header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)))
            without.Headers.TryAddWithoutValidation(name, values);
        return without;
    }
}
