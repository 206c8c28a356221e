using Microsoft.AspNetCore.Http.Features;

namespace Accounton.Web;

/// <summary>
/// HEAD is answered as GET is, by whatever answers GET, with nothing in the body. Outside of all the rest, because whatever
/// looks at the method (routing, sign-in, error pages) would otherwise need to know both.
/// </summary>
public static class HeadRequests
{
    private static readonly object Asked = new();

    public static IApplicationBuilder UseHeadRequests(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Items[Asked] = true;
            context.Request.Method = HttpMethods.Get;
            context.Response.Body = new NoBody(context.Features.GetRequiredFeature<IHttpResponseBodyFeature>());
        }

        await next(context);
    });

    /// <summary>Nothing of the answer but its headers leaves.</summary>
    public static bool IsHead(this HttpContext context) => context.Items.ContainsKey(Asked);

    /// <summary>Keeps nothing of what is written; the headers leave at the same moment as they do with a body.</summary>
    private sealed class NoBody(IHttpResponseBodyFeature response) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => response.StartAsync().GetAwaiter().GetResult();

        public override Task FlushAsync(CancellationToken cancellationToken) => response.StartAsync(cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => Flush();

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            FlushAsync(cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(FlushAsync(cancellationToken));

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
