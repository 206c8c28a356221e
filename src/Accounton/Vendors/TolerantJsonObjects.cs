using System.Text.Json;
using System.Text.Json.Serialization;

namespace Accounton.Vendors;

/// <summary>For a property that should hold an object: null when it holds something else.</summary>
public sealed class ObjectOrNull<T> : JsonConverter<T?>
    where T : class
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
            return JsonSerializer.Deserialize<T>(ref reader, options);
        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary>For a property that should hold a list of objects: what is no object is left out, and what is no list is empty.</summary>
public sealed class ObjectsOrNone<T> : JsonConverter<IReadOnlyList<T>>
    where T : class
{
    public override bool HandleNull => true;

    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return [.. TolerantJson.ReadObjects<T>(ref reader, options).OfType<T>()];
        reader.Skip();
        return [];
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}
