using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Accounton.Tests.Features.Imports.Excel;
using Accounton.Tests.Running;
using CsCheck;
using Microsoft.AspNetCore.Http;

namespace Accounton.Tests.Web;

/// <summary>
/// Whatever stands in a query, a field, a file or a path, nothing fails, for nobody. The routes are those of <see cref="Routes"/>, which
/// are the application's own; what is sent is made by CsCheck, the same in every ordinary run and new ones with
/// <c>ACCOUNTON_TEST_ENDURANCE=1</c>.
/// </summary>
public sealed class InputTests
{
    private static readonly Gen<string> Text = OddText.Any;

    [Theory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task Request_withAnyText_neverFails(string provider)
    {
        await using var tries = await Tries.BeginAsync(provider);
        foreach (var (key, route) in Routes.Table)
        {
            foreach (var (name, who, status) in tries.Visitors(route))
            {
                // Who is let in is asked more often: there is more behind the door.
                var isIn = status is 200 or 302 or 422 or 415;
                await tries.Site.ResetAsync();
                for (var again = 0; again < Endurance.Rounds(isIn ? 2 : 1, isIn ? 60 : 10); again++)
                    await tries.FieldsAsync(key, name, who);
                if (key.Contains('{', StringComparison.Ordinal))
                    await tries.PathAsync(key, name, who);
                if (isIn && tries.HasFiles(key))
                    await tries.FilesAsync(key, name, who);
            }
        }

        Assert.True(tries.Failed.Count == 0, string.Join('\n', tries.Failed));
    }

    /// <summary>As a script of ours sends answers, with what no script would.</summary>
    [Theory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task Answers_withAnyText_neverFail(string provider)
    {
        await using var tries = await Tries.BeginAsync(provider);
        for (var again = 0; again < Endurance.Rounds(40, 1000); again++)
            await tries.AnswersAsync();

        Assert.True(tries.Failed.Count == 0, string.Join('\n', tries.Failed));
    }

    [Fact]
    public async Task Form_withNul_saysWhatIsWrong()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        var admin = await Visitor.ComeAsync(app, App.Admin);

        using var answer = await admin.PostAsync("/clients/search", new() { ["search"] = "a\0b" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            "Dit formulier kon niet worden gelezen",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    /// <summary>The error page too is asked for with the form that failed, also one that cannot be read.</summary>
    [Fact]
    public async Task Form_withFieldsNamedAsPartsOfThePathOrUnreadable_isToldAsItIs()
    {
        await using var site = new RoutesSite();
        await site.InitializeAsync();
        var fields = new Dictionary<string, string>
        {
            ["id"] = site.Fill("{otherClient}"), ["code"] = "0", ["respondent"] = Guid.Empty.ToString(),
        };

        using var refused = await site.Nobody.AsIsAsync(HttpMethod.Post, "/sign-in", fields, withToken: false);
        using var unreadable = await site.Nobody.AsIsAsync(HttpMethod.Post, "/clients/new", new() { ["Form.Values[City]"] = "a\0b" });
        using var archived = await site.Admin.AsIsAsync(HttpMethod.Post, site.Fill("/clients/{client}/archive"), fields);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unreadable.StatusCode);
        Assert.Equal(site.Fill("/clients/{client}"), archived.Headers.Location?.ToString());
    }

    private sealed class Tries(RoutesSite site, RouteInputs inputs) : IAsyncDisposable
    {
        private readonly PCG _random = new(1, Endurance.IsAskedFor ? (ulong)Random.Shared.NextInt64() : 20_261_126);

        public RoutesSite Site => site;

        public List<string> Failed { get; } = [];

        public static async Task<Tries> BeginAsync(string provider)
        {
            var site = new RoutesSite { Provider = provider };
            await site.InitializeAsync();
            return new(site, await RouteInputs.ReadAsync(site));
        }

        public IEnumerable<(string Name, Visitor Who, int Status)> Visitors(Route route) =>
        [
            ("anonymous", site.Nobody, route.SignedOut), ("client", site.Client, route.Client ?? route.SignedOut),
            ("accountant", site.Accountant, route.Accountant),
            ("admin", site.Admin, route.Admin), ("operator", site.Operator, route.Operator),
        ];

        public bool HasFiles(string key) => inputs.FilesOf(key).Any();

        /// <summary>The same in all fields, another in each, or one among what a person would send.</summary>
        public async Task FieldsAsync(string key, string name, Visitor who)
        {
            var usual = inputs.Of(key);
            var same = Next(Text);
            var one = usual.Count == 0 ? "" : usual.Keys.ElementAt((int)(Next(Gen.UInt) % usual.Count));
            var way = Next(Gen.Int[0, 2]);
            var fields = usual.Select(field => (field.Key, Value: way switch
            {
                0 => same,
                1 => Next(Text),
                _ => field.Key.Equals(one, StringComparison.OrdinalIgnoreCase) ? same : field.Value,
            })).Append(("nobodys", same)).Select(field => $"{Uri.EscapeDataString(field.Item1)}={OddText.Encoded(field.Item2)}");
            if (key.StartsWith("GET ", StringComparison.Ordinal))
                await SendAsync(
                    key, name, who, site.Fill(Routes.Table[key].Address).Split('?')[0], "?" + string.Join('&', fields), content: null);
            else
                await SendAsync(key, name, who, site.Fill(Routes.Table[key].Address), "", new StringContent(
                    string.Join('&', fields.Append($"__RequestVerificationToken={TokenOf(key, who)}")),
                    Encoding.UTF8,
                    "application/x-www-form-urlencoded"));
        }

        /// <summary>In the place of each parameter of the path, and of the query's own signs.</summary>
        public async Task PathAsync(string key, string name, Visitor who)
        {
            var pattern = key.Split(' ')[1].Split('/');
            var address = site.Fill(Routes.Table[key].Address).Split('?')[0].Split('/');
            for (var part = 0; part < pattern.Length; part++)
            {
                if (!pattern[part].StartsWith('{'))
                    continue;

                var odd = Next(Text.Where(text => text.Length < 1000));
                var path = string.Join('/', address.Select((own, n) => n == part ? odd : own));
                var content = key.StartsWith("GET ", StringComparison.Ordinal) ? null
                    : new FormUrlEncodedContent([new("__RequestVerificationToken", Uri.UnescapeDataString(TokenOf(key, who)))]);
                await SendAsync(
                    key, name, who, path, Next(Gen.OneOf("", "?%zz=%00&%ED%A0%80=%&==&&a[=b", "?=", "?%", "?a=1&a=2&A=%C0%AF")), content);
            }
        }

        /// <summary>Books and pictures that are none, under names that are none.</summary>
        public async Task FilesAsync(string key, string name, Visitor who)
        {
            var half = HandMade.Create(["Voornaam", "Naam", "E-mail"], ["_xD800_", "Pe_xDC00_eters_x0000_", "_xFFFF_@example.be"])
                .ToArray();
            foreach (var bytes in (byte[][])[
                half, [], [0], [.. "PK\u0003\u0004"u8, .. new byte[100]], [0x89, .. "PNG\r\n\u001a\n"u8], Next(Gen.Byte.Array[1, 2000]),
            ])
            {
                var form = new MultipartFormDataContent();
                foreach (var field in inputs.Of(key))
                    Add(form, field.Key, new ByteArrayContent(Encoding.UTF8.GetBytes(Next(Text))), null);
                Add(form, "__RequestVerificationToken", new StringContent(Uri.UnescapeDataString(TokenOf(key, who))), null);
                foreach (var file in inputs.FilesOf(key))
                    Add(form, file, new ByteArrayContent(bytes), Next(Text.Where(text => text.Length < 1000)));
                await SendAsync(key, name, who, site.Fill(Routes.Table[key].Address), "", form);
            }

            static void Add(MultipartFormDataContent form, string name, HttpContent content, string? fileName)
            {
                var header = new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"" };
                if (fileName is not null)
                    header.FileNameStar = fileName;
                content.Headers.ContentDisposition = header;
                form.Add(content);
            }
        }

        /// <summary>JSON, whole and broken.</summary>
        public async Task AnswersAsync()
        {
            const string Key = "POST /q/r/{respondent:guid}/answers";
            var names = inputs.Of("POST /q/r/{respondent:guid}/s/{section}").Keys
                .Where(name => name.StartsWith("a.", StringComparison.Ordinal)).ToArray();
            Assert.NotEmpty(names);
            var whole = JsonSerializer.Serialize(new
            {
                section = Next(Gen.OneOf(Gen.Const("Household"), Text)),
                writes = Enumerable.Range(0, 3).Select(_ => new
                {
                    id = Guid.NewGuid(),
                    name = Next(Gen.OneOf(Gen.OneOf(names).Select(name => name[2..]), Text)),
                    version = Next(Gen.OneOf(Gen.Int, Gen.Const(0))),
                    value = Next(Text),
                }),
            });
            var sent = Next(Gen.Frequency(
                (5, Gen.Const(whole)),
                (1, Gen.Int[0, whole.Length].Select(length => whole[..length])),
                (1, Text.Select(text => $"\"{text}\""))))
                .Replace("\\uFFFD", Next(Gen.OneOf("\\uFFFD", "\\uD800", "\\u0000")), StringComparison.Ordinal);
            var content = new StringContent(sent, Encoding.UTF8, "application/json");
            content.Headers.Add("RequestVerificationToken", Uri.UnescapeDataString(TokenOf(Key, site.Client)));
            await SendAsync(Key, "client", site.Client, site.Fill(Routes.Table[Key].Address), "", content);
        }

        public ValueTask DisposeAsync() => site.DisposeAsync();

        private async Task SendAsync(string key, string name, Visitor who, string path, string query, HttpContent? content)
        {
            var body = content is null ? null : await content.ReadAsByteArrayAsync();
            var answer = await site.App.Server.SendAsync(context =>
            {
                var request = context.Request;
                request.Method = key.Split(' ')[0];
                request.Scheme = "http";
                request.Host = new("localhost");
                request.Path = new(path);
                request.QueryString = new(query);
                request.Headers.Cookie = who.CookiesAt("/");
                request.Headers["Sec-Fetch-Site"] = "same-origin";
                if (body is null)
                    return;

                foreach (var header in content!.Headers)
                    request.Headers[header.Key] = header.Value.ToArray();
                request.Body = new MemoryStream(body);
                request.ContentLength = body.Length;
            });

            var status = answer.Response.StatusCode;
            if (status >= 500 || !answer.Response.Headers.Location.ToString().All(char.IsAscii))
                Failed.Add($"{name}: {key} {OddText.Encoded(path)}{Short(query)} "
                    + $"{Short(body is null ? "" : Encoding.UTF8.GetString(body))} -> {status}");
        }

        private string TokenOf(string key, Visitor who) =>
            Uri.EscapeDataString(
                (who == site.Client && !key.Contains(" /q/", StringComparison.Ordinal) ? site.TokenOutside : who.Token) ?? "");

        private T Next<T>(Gen<T> gen) => gen.Generate(_random, null, out _);

        private static string Short(string text) => text.Length > 300 ? text[..300] + "…" : text;
    }
}
