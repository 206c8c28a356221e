using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Accounton.Tenancy;

/// <summary>Who may open a page. Without any of them a page is for members of an office.</summary>
public static class Policies
{
    public const string SignedIn = nameof(SignedIn);
    public const string Member = nameof(Member);
    public const string Admin = nameof(Admin);
    public const string Operator = nameof(Operator);

    /// <summary>Where a member of several offices chooses one.</summary>
    public const string ChoosePath = "/offices";

    /// <summary>Where the members of a suspended office are told so.</summary>
    public const string SuspendedPath = "/offices/suspended";

    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder()
            .AddPolicy(SignedIn, p => p.RequireAuthenticatedUser())
            .AddPolicy(Member, p => p.RequireAuthenticatedUser().AddRequirements(new MayOpen(m => m.Office is not null)))
            .AddPolicy(Admin, p =>
                p.RequireAuthenticatedUser().AddRequirements(new MayOpen(m => m.Office is not null), new MayOpen(m => m.IsAdmin)))
            .AddPolicy(Operator, p => p.RequireAuthenticatedUser().AddRequirements(new MayOpen(m => m.IsOperator, Hidden: true)))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser()
                .AddRequirements(new MayOpen(m => m.Office is not null)).Build());
        services.AddScoped<IAuthorizationHandler, MayOpenHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusals>();
        return services;
    }

    /// <summary>
    /// A requirement on the member as read for this request. <paramref name="Hidden"/>: to others the page does not exist.
    /// </summary>
    private sealed record MayOpen(Func<CurrentMember, bool> Holds, bool Hidden = false) : IAuthorizationRequirement;

    private sealed class MayOpenHandler(CurrentMember member) : AuthorizationHandler<MayOpen>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MayOpen requirement)
        {
            if (requirement.Holds(member))
                context.Succeed(requirement);

            return Task.CompletedTask;
        }
    }

    /// <summary>Signed in without an office: choose one. An operator's page: not found. Anything else: forbidden.</summary>
    private sealed class Refusals : IAuthorizationMiddlewareResultHandler
    {
        private readonly AuthorizationMiddlewareResultHandler _default = new();

        public Task HandleAsync(
            RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            if (authorizeResult.Forbidden && policy.Requirements.OfType<MayOpen>().Any(r => r.Hidden))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            var member = context.RequestServices.GetRequiredService<CurrentMember>();
            if (authorizeResult.Forbidden && member.User is null)
            {
                // A client where no page is.
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            if (authorizeResult.Forbidden && member is { Office: null, IsOperator: false } && HttpMethods.IsGet(context.Request.Method))
            {
                context.Response.Redirect(member.User?.Offices is [{ IsSuspended: true }] ? SuspendedPath : ChoosePath);
                return Task.CompletedTask;
            }

            return _default.HandleAsync(next, context, policy, authorizeResult);
        }
    }
}
