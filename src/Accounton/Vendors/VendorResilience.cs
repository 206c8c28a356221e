using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Retry;

namespace Accounton.Vendors;

/// <summary>How many calls a minute a vendor allows.</summary>
public sealed record VendorPace(int PerConnection, int? PerPlatform = null);

/// <summary>The one resilience pipeline that calls to every vendor go through.</summary>
public static class VendorResilience
{
    /// <summary>
    /// From the outside in: the total time-out, bounded retry, the call's turn in the pace (each attempt takes one), the
    /// circuit breaker of the host, the attempt's time-out, and the reading of the whole answer as UTF-8.
    /// </summary>
    /// <param name="inside">Adds handlers that each attempt goes through, with the whole answer read.</param>
    public static IHttpClientBuilder AddVendorResilience(
        this IHttpClientBuilder builder,
        Vendor vendor,
        Func<IServiceProvider, VendorPace>? pace = null,
        Action<IHttpClientBuilder>? inside = null)
    {
        // The default loggers print whole addresses, and Syneton's hold the key.
        builder.RemoveAllLoggers();
        // Clients are kept by singletons: connections are renewed by PooledConnectionLifetime, not by new handlers.
        builder.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        builder.ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan);
        builder.AddResilienceHandler("vendor", (pipeline, context) =>
        {
            var services = context.ServiceProvider;
            var options = services.GetRequiredService<IOptions<VendorHttpOptions>>().Value;
            var time = services.GetRequiredService<TimeProvider>();
            pipeline.TimeProvider = time;
            pipeline.AddTimeout(options.TotalTimeout).AddRetry(Retry(options, time));
            if (pace is not null)
                pipeline.AddRateLimiter(RateLimit(services.GetRequiredService<VendorRateLimit>(), vendor, pace(services)));
            pipeline.AddCircuitBreaker(Breaker(options)).AddTimeout(options.AttemptTimeout);
        }).SelectPipelineByAuthority();
        inside?.Invoke(builder);
        return builder.AddHttpMessageHandler<Utf8Handler>().AddHttpMessageHandler<WholeAnswerHandler>();
    }

    private static RetryStrategyOptions<HttpResponseMessage> Retry(VendorHttpOptions options, TimeProvider time) => new()
    {
        MaxRetryAttempts = options.Retries,
        Delay = options.RetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = args => new(MayRetry(args.Context, args.Outcome, options, time)),
        DelayGenerator = args => new(Delay(args.Outcome.Result, args.AttemptNumber, options, time)),
    };

    /// <summary>As long as the vendor asks; longer and longer when it throttles without saying; null for the usual.</summary>
    private static TimeSpan? Delay(HttpResponseMessage? response, int attempt, VendorHttpOptions options, TimeProvider time) =>
        response is null
        ? null
        : VendorFaults.RetryAfter(response, time) is { } asked
        ? asked
        : response.StatusCode == HttpStatusCode.TooManyRequests
        ? options.ThrottleDelay * Math.Pow(3, attempt) * (1 + (Random.Shared.NextDouble() / 5))
        : null;

    private static bool MayRetry(
        ResilienceContext context, Outcome<HttpResponseMessage> outcome, VendorHttpOptions options, TimeProvider time)
    {
        if (FaultOf(context, outcome) is not { } fault)
            return false;
        // A call that may change something is only repeated when it surely never arrived.
        if (context.GetRequestMessage()?.Method != HttpMethod.Get)
            return outcome.Exception is not null && fault == VendorFault.ConnectionRefused;
        // A connection that is not made in time meets a firewall: trying again only takes longer.
        if (outcome.Exception is OperationCanceledException)
            return false;
        var patience = outcome.Result is { } response ? VendorFaults.RetryAfter(response, time) : null;
        return (fault == VendorFault.Throttled || VendorFaults.IsTransient(fault)) && !(patience > options.LongestWait);
    }

    private static RateLimiterStrategyOptions RateLimit(VendorRateLimit rateLimit, Vendor vendor, VendorPace pace) => new()
    {
        RateLimiter = async args =>
        {
            var connection = args.Context.GetRequestMessage() is { } request ? VendorCall.From(request)?.Access.ConnectionId : null;
            await rateLimit.WaitAsync(vendor, connection, pace.PerConnection, pace.PerPlatform, args.Context.CancellationToken);
            return Turn.Taken;
        },
    };

    private static CircuitBreakerStrategyOptions<HttpResponseMessage> Breaker(VendorHttpOptions options) => new()
    {
        FailureRatio = 0.5,
        MinimumThroughput = options.BreakerCalls,
        SamplingDuration = options.BreakerWindow,
        BreakDuration = options.BreakerPause,
        // Neither a refused token, throttling nor "not ready yet" says that the host is ill.
        ShouldHandle = args => new(FaultOf(args.Context, args.Outcome) is { } fault && VendorFaults.IsTransient(fault)),
    };

    /// <summary>Null for a success, and for a call that its caller gave up.</summary>
    private static VendorFault? FaultOf(ResilienceContext context, Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is OperationCanceledException && context.CancellationToken.IsCancellationRequested ? null
        : outcome.Exception is { } exception ? VendorFaults.From(exception)
        : outcome.Result is { } response ? VendorFaults.From(response)
        : null;

    /// <summary>A lease that needs no giving back: a turn in a pace is used up by taking it.</summary>
    private sealed class Turn : RateLimitLease
    {
        public static readonly Turn Taken = new();

        public override bool IsAcquired => true;
        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
