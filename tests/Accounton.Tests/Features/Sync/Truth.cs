using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Accounton.Data.Sensitive;
using Accounton.Features.Clients;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Vendors;

namespace Accounton.Tests.Features.Sync;

/// <summary>Compares the source table with what the sandbox says a perfect sync holds.</summary>
public static class Truth
{
    /// <summary>Every row of the vendor's is there once with the same values, and what else is there is marked gone.</summary>
    public static void AssertEqual(Vendor vendor, IReadOnlyList<JsonObject> truth, IReadOnlyList<SourceClient> table, OfficeCipher cipher)
    {
        // What is kept in a place of its own costs a call a client: it is fetched for those who can be imported.
        bool IsComparable(string? status) => vendor == Vendor.AdminPulse || status == nameof(ClientStatus.Customer);
        Assert.Equal(truth.Count, truth.DistinctBy(row => Text(row, "id")).Count());
        var expected = truth.Select(row => Expected(row, IsComparable)).Order(StringComparer.Ordinal).ToList();
        var actual = table.Where(c => c.GoneSince is null)
            .Select(c => Actual(c, cipher, IsComparable)).Order(StringComparer.Ordinal).ToList();
        var lacking = expected.Except(actual).Take(3);
        var tooMany = actual.Except(expected).Take(3);
        Assert.True(
            expected.SequenceEqual(actual),
            $"{expected.Count} expected, {actual.Count} "
                + $"found.\nLacking:\n{string.Join('\n', lacking)}\nToo many:\n{string.Join('\n', tooMany)}");
    }

    /// <summary>An anonymous object with another one's properties added.</summary>
    public static JsonObject Merge(object first, object second)
    {
        var merged = JsonSerializer.SerializeToNode(first)!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(second)!.AsObject())
            merged[name] = value?.DeepClone();
        return merged;
    }

    private static string Expected(JsonObject row, Func<string?, bool> isComparable) => Line(
        name => name switch
        {
            "PartnerVendorId" => isComparable(Text(row, "status")) ? Text(row, "partnerId") : null,
            "VendorId" => Text(row, "id"),
            "NationalNumber" => isComparable(Text(row, "status")) && NationalNumber.TryRead(Text(row, "nationalNumber"), out var number)
                ? number.Reveal()
                : null,
            _ => Text(row, JsonNamingPolicy.CamelCase.ConvertName(name)),
        },
        field => Text(row, JsonNamingPolicy.CamelCase.ConvertName(field.Key)));

    private static string Actual(SourceClient row, OfficeCipher cipher, Func<string?, bool> isComparable) => Line(
        name => name switch
        {
            "VendorId" => row.VendorId,
            "CallId" => row.CallId,
            "Status" => row.Status.ToString(),
            "Type" => row.Type.ToString(),
            "BirthDate" => row.BirthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "PartnerVendorId" => isComparable(row.Status.ToString()) ? row.PartnerVendorId : null,
            "NationalNumber" => isComparable(row.Status.ToString()) && row.NationalNumberCipher is { } sealedNumber
                ? cipher.Decrypt(sealedNumber, ClientColumns.NationalNumberPurpose)
                : null,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        },
        field => field.Read(row, cipher));

    private static string Line(Func<string, string?> column, Func<ClientField, string?> field)
    {
        string[] columns = ["VendorId", "CallId", "Status", "Type", "BirthDate", "PartnerVendorId", "NationalNumber"];
        return string.Join(" | ", columns.Select(name => $"{name}={column(name)}")
            .Concat(ClientFields.Texts.Select(f => $"{f.Key}={ClientFields.Normalise(f, field(f))}")));
    }

    private static string? Text(JsonObject row, string name) => row[name]?.ToString();
}
