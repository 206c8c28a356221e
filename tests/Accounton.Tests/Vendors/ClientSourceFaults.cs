using Accounton.Data.Sensitive;
using Accounton.Vendors;
using static Accounton.Tests.Vendors.VendorServer;

namespace Accounton.Tests.Vendors;

/// <summary>What every vendor's client does when the vendor fails: the other half of <see cref="ClientSourceContract{TVendor}"/>.</summary>
public abstract class ClientSourceFaults<TVendor> : IDisposable
    where TVendor : IPretendVendor, new()
{
    private readonly TVendor _vendor = new();

    private IClientSource Source => _vendor.Source;
    private VendorAccess Access => _vendor.Access;
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task ServerError_isTriedAgain(int status)
    {
        _vendor.Server.AnswersInTurn(_vendor.ListPath, _vendor.Page(0, 2, "1"), Status(status), Status(status), _vendor.Page(1, 2, "2"));

        Assert.Equal(["1", "2"], (await StreamAsync()).Clients().Select(client => client.Id));
    }

    [Fact]
    public async Task ServerError_thatStays_isUnavailable()
    {
        _vendor.Server.Answers(Get(_vendor.ListPath), Status(500));

        Assert.Equal(500, (await StreamFailsAsync(VendorFault.Unavailable)).HttpStatus);
        Assert.Equal(4, CallsToList);
    }

    [Fact]
    public async Task Throttling_isWaitedOutForAsLongAsTheVendorAsksInSeconds()
    {
        _vendor.Server.AnswersInTurn(_vendor.ListPath, Status(429).WithHeader("Retry-After", "41"), _vendor.Page(0, 1, "1"));

        Assert.Single((await StreamAsync()).Clients());
        Assert.Contains(TimeSpan.FromSeconds(41), _vendor.Host.Time.Waits);
    }

    [Fact]
    public async Task Throttling_isWaitedOutUntilTheDateThatTheVendorAsks()
    {
        var date = _vendor.Host.Time.GetUtcNow().AddSeconds(43);
        _vendor.Server.AnswersInTurn(_vendor.ListPath, Status(429).WithHeader("Retry-After", $"{date:R}"), _vendor.Page(0, 1, "1"));

        Assert.Single((await StreamAsync()).Clients());
        Assert.Contains(TimeSpan.FromSeconds(43), _vendor.Host.Time.Waits);
    }

    [Fact]
    public async Task Throttling_thatAsksForMoreThanAMinute_isForTheRunToWaitOut()
    {
        _vendor.Server.Answers(Get(_vendor.ListPath), Status(429).WithHeader("Retry-After", "90"));

        Assert.Equal(TimeSpan.FromSeconds(90), (await StreamFailsAsync(VendorFault.Throttled)).RetryAfter);
        Assert.Equal(1, CallsToList);
    }

    [Fact]
    public async Task Throttling_withoutEnd_isTold()
    {
        _vendor.Server.Answers(Get(_vendor.ListPath), Status(429));

        await StreamFailsAsync(VendorFault.Throttled);
        Assert.Equal(4, CallsToList);
        Assert.InRange(_vendor.Host.Time.Waits.Sum(wait => wait.TotalSeconds), 60, 100);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"text\"")]
    [InlineData("{\"message\":\"ok\"}")]
    [InlineData("[{\"id\":1,\"CustomerId\":1,\"na")]
    public async Task Answer_ofAnotherForm_isBad(string body)
    {
        _vendor.Server.Answers(Get(_vendor.ListPath), Json(body));

        await StreamFailsAsync(VendorFault.BadAnswer);
    }

    [Fact]
    public async Task WebPage_isABadAnswer()
    {
        _vendor.Server.Answers(Get(_vendor.ListPath), Html());

        await StreamFailsAsync(VendorFault.BadAnswer);
    }

    [Fact]
    public async Task Redirect_isNotFollowed()
    {
        _vendor.Server.Answers(Get(_vendor.ListPath), Status(302).WithHeader("Location", $"{_vendor.Server.Url}elsewhere"));

        await StreamFailsAsync(VendorFault.BadAnswer);
        Assert.DoesNotContain(_vendor.Server.Calls, call => call.Path == "/elsewhere");
    }

    [Fact]
    public async Task AnotherRefusal_isToldAsSuch()
    {
        _vendor.Server.Answers(Get(_vendor.ListPath), Json("""{"ErrorMessage":"bad filter"}""", 400));

        Assert.Equal(400, (await StreamFailsAsync(VendorFault.Refused)).HttpStatus);
        Assert.Equal(1, CallsToList);
    }

    [Fact]
    public async Task GivingUp_isNoFaultOfTheVendor()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Source.StreamClientsAsync(Access, cancelled.Token).AllAsync());
    }

    [Fact]
    public async Task Failure_ofOurOwn_staysWhatItIs()
    {
        var access = Access with { Credentials = new Failing() };

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => Source.WhoAmIAsync(access, Token));
    }

    [Fact]
    public async Task NothingSecret_getsIntoALog()
    {
        _vendor.Server.AnswersInTurn(_vendor.ListPath, Status(500), Status(429), Status(401), _vendor.Page(0, 2, "1"), Status(400));

        await StreamFailsAsync(VendorFault.Refused);

        Assert.NotEmpty(_vendor.Host.Logs);
        Assert.All(_vendor.Secrets, secret => Assert.DoesNotContain(secret, _vendor.Host.Logs, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _vendor.Dispose();
        GC.SuppressFinalize(this);
    }

    private sealed class Failing : IVendorCredentials
    {
        public ValueTask<Secret> GetAsync(Secret? refused, CancellationToken cancellationToken) => throw new InvalidTimeZoneException();
    }

    private int CallsToList => _vendor.Server.Calls.Count(call => call.Path == _vendor.ListPath);

    private Task<List<ClientPage>> StreamAsync() => Source.StreamClientsAsync(Access, Token).AllAsync();

    private async Task<VendorException> StreamFailsAsync(VendorFault fault)
    {
        var exception = await Pages.FaultOfAsync(StreamAsync, _vendor.Secrets);
        Assert.Equal((Source.Vendor, fault), (exception.Vendor, exception.Fault));
        return exception;
    }
}
