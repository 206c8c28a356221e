using System.Text.Json;
using System.Text.Json.Serialization;

namespace Accounton.Vendors.AdminPulse;

/// <summary>A page of a list, in its envelope or as the bare array that some lists are.</summary>
[JsonConverter(typeof(AdminPulsePageConverter))]
public sealed record AdminPulsePage<T>(IReadOnlyList<T?> Items, int? Current, int? Count, int? Total, bool IsBare)
    where T : class;

/// <summary>Reads both forms. An envelope without its list is no answer of AdminPulse's.</summary>
public sealed class AdminPulsePageConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(AdminPulsePage<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<T> : JsonConverter<AdminPulsePage<T>>
        where T : class
    {
        public override bool HandleNull => true;

        public override AdminPulsePage<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.StartArray)
                return new(TolerantJson.ReadObjects<T>(ref reader, options), null, null, null, IsBare: true);
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new JsonException();

            List<T?>? items = null;
            int? current = null, count = null, total = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!.ToUpperInvariant();
                reader.Read();
                switch (name)
                {
                    case "RESULTS" when reader.TokenType == JsonTokenType.StartArray:
                        items = TolerantJson.ReadObjects<T>(ref reader, options);
                        break;
                    case "CURRENTPAGE":
                        current = Number(ref reader, options);
                        break;
                    case "PAGECOUNT":
                        count = Number(ref reader, options);
                        break;
                    case "TOTALROWCOUNT":
                        total = Number(ref reader, options);
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }
            return new(items ?? throw new JsonException(), current, count, total, IsBare: false);
        }

        public override void Write(Utf8JsonWriter writer, AdminPulsePage<T> value, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        private static int? Number(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<long?>(ref reader, options) is >= 0 and <= int.MaxValue and var number ? (int)number : null;
    }
}
