using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Accounton.Sandbox.Calls;

/// <summary>What a vendor answers, made whole before it is sent so that a fault can spoil it.</summary>
internal sealed record Answer(int Status, ReadOnlyMemory<byte> Body, string ContentType = Answer.JsonType)
{
    public const string JsonType = "application/json; charset=utf-8";

    // Names are sent as they are rather than as \u escapes, as vendors do.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static Answer Json(JsonNode node, int status = 200) => new(status, Bytes(node));

    public static byte[] Bytes(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, Plain);

    public async Task SendAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        foreach (var (name, value) in Headers)
            context.Response.Headers[name] = value;
        if (Body.IsEmpty)
            return;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = Body.Length;
        await context.Response.Body.WriteAsync(Body, context.RequestAborted);
    }
}
