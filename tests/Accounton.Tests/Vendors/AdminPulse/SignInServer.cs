using System.Web;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace Accounton.Tests.Vendors.AdminPulse;

/// <summary>AdminPulse's sign-in, in pretence.</summary>
public sealed class SignInServer : IDisposable
{
    public const string ClientSecret = "client-secret-9";

    public VendorServer Server { get; } = new();

    /// <summary>Settings with the endpoints themselves.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["AdminPulse:AuthorizationEndpoint"] = $"{Server.Url}authorize",
        ["AdminPulse:TokenEndpoint"] = $"{Server.Url}token",
        ["AdminPulse:RevocationEndpoint"] = $"{Server.Url}revoke",
        ["AdminPulse:ClientId"] = "accounton",
        ["AdminPulse:ClientSecret"] = ClientSecret,
        ["AdminPulse:Scopes"] = "relations offline_access",
        ["App:PublicUrl"] = "https://app.test",
    };

    /// <summary>Settings with only where the discovery document is.</summary>
    public Dictionary<string, string?> DiscoverySettings => new(Settings)
    {
        ["AdminPulse:AuthorizationEndpoint"] = null,
        ["AdminPulse:TokenEndpoint"] = null,
        ["AdminPulse:RevocationEndpoint"] = null,
        ["AdminPulse:Authority"] = $"{Server.Url}idp/",
    };

    public void Posts(string path, IResponseBuilder answer) => Server.Answers(Request.Create().WithPath(path).UsingPost(), answer);

    /// <summary>The form of the one POST there was.</summary>
    public Dictionary<string, string?> Form()
    {
        var form = HttpUtility.ParseQueryString(Assert.Single(Server.Calls, call => call.Method == "POST").Body!);
        return form.AllKeys.ToDictionary(key => key!, key => form[key]);
    }

    public void Dispose() => Server.Dispose();
}
