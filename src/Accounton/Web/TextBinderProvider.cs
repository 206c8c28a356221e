using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;

namespace Accounton.Web;

/// <summary>Gives every text of a form, an address or a query its one form. A password stays as it was typed.</summary>
public sealed class TextBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.ModelType == typeof(string) && context.BindingInfo.BinderType is null
            && context.Metadata.DataTypeName != nameof(DataType.Password)
            && context.BindingInfo.BindingSource?.CanAcceptDataFrom(BindingSource.Body) != true
            && context.BindingInfo.BindingSource != BindingSource.Header
            ? new Binder(new SimpleTypeModelBinder(typeof(string), context.Services.GetRequiredService<ILoggerFactory>()))
            : null;

    private sealed class Binder(IModelBinder typed) : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext bindingContext)
        {
            await typed.BindModelAsync(bindingContext);
            if (bindingContext.Result is { IsModelSet: true, Model: string text })
                bindingContext.Result = ModelBindingResult.Success(NormalText.Typed(text));
        }
    }
}
