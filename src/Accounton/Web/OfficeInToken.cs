using Microsoft.AspNetCore.Antiforgery;

namespace Accounton.Web;

/// <summary>The office that a form is drawn for, and that must still be the current one when it is sent.</summary>
public interface IAntiforgeryOffice
{
    /// <summary>The current office's id; empty when there is none.</summary>
    string Current { get; }
}

/// <summary>There is never a current office.</summary>
public sealed class NoAntiforgeryOffice : IAntiforgeryOffice
{
    public string Current => "";
}

/// <summary>For a post that has nothing to do with an office (signing out, switching office, choosing a language).</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class AnyOfficeAttribute : Attribute;

/// <summary>Noted on a request whose form was drawn for another office than the current one.</summary>
public sealed record DrawnForOtherOffice(string Office);

/// <summary>Puts the current office into every form's antiforgery token, and refuses a form of another one.</summary>
public sealed class OfficeInToken : IAntiforgeryAdditionalDataProvider
{
    public string GetAdditionalData(HttpContext context) => Office(context).Current;

    public bool ValidateAdditionalData(HttpContext context, string additionalData)
    {
        if (additionalData == Office(context).Current || context.GetEndpoint()?.Metadata.GetMetadata<AnyOfficeAttribute>() is not null)
            return true;
        context.Features.Set(new DrawnForOtherOffice(additionalData));
        return false;
    }

    private static IAntiforgeryOffice Office(HttpContext context) => context.RequestServices.GetRequiredService<IAntiforgeryOffice>();
}
