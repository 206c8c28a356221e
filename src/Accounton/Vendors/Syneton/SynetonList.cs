using System.Text.Json;
using System.Text.Json.Serialization;

namespace Accounton.Vendors.Syneton;

/// <summary>A list, which Syneton writes as a bare array. Null items are those that were no object.</summary>
[JsonConverter(typeof(SynetonListConverter))]
public sealed record SynetonList<T>(IReadOnlyList<T?> Items)
    where T : class;

/// <summary>Reads an array; null is an empty list, anything else no answer of Syneton's.</summary>
public sealed class SynetonListConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(SynetonList<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<T> : JsonConverter<SynetonList<T>>
        where T : class
    {
        public override bool HandleNull => true;

        public override SynetonList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.StartArray => new(TolerantJson.ReadObjects<T>(ref reader, options)),
                JsonTokenType.Null => new([]),
                _ => throw new JsonException(),
            };

        public override void Write(Utf8JsonWriter writer, SynetonList<T> value, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}
