using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Accounton.Localisation;

/// <summary>What a field's rule says when it is broken comes from the catalogues: no rule needs a message of its own.</summary>
public sealed class ValidationTexts : IValidationMetadataProvider
{
    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var rule in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            if (rule.ErrorMessageResourceName is not null || (rule.ErrorMessage is not null && rule is not DataTypeAttribute))
                continue;
            rule.ErrorMessage = rule switch
            {
                RequiredAttribute => "Validation.Required",
                StringLengthAttribute or MaxLengthAttribute => "Validation.TooLong",
                MailAddressAttribute => "Validation.Email",
                PlainNameAttribute => "Validation.Name",
                UrlAttribute => "Validation.Url",
                RangeAttribute => "Validation.Range",
                CompareAttribute => "Validation.Compare",
                _ => rule.ErrorMessage,
            };
        }
    }
}

/// <summary>The catalogues as data annotations want to see them: a display name or a message is a key.</summary>
public sealed class TextsLocalizer(Texts texts) : IStringLocalizer
{
    public LocalizedString this[string name] => new(name, texts[name]);

    public LocalizedString this[string name, params object[] arguments] => new(name, texts[name, arguments]);

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
}

/// <summary>Registers the words of validation and model binding.</summary>
public static class ValidationTextsRegistration
{
    public static IMvcBuilder AddValidationTexts(this IMvcBuilder mvc)
    {
        mvc.AddDataAnnotationsLocalization(options =>
            options.DataAnnotationLocalizerProvider = (_, factory) => factory.Create("", ""));
        mvc.Services.AddSingleton<IStringLocalizerFactory, Factory>();
        mvc.Services.AddSingleton<IValidationAttributeAdapterProvider, Adapters>();
        mvc.Services.AddSingleton<IConfigureOptions<MvcOptions>, Messages>();
        return mvc;
    }

    private sealed class Factory(Texts texts) : IStringLocalizerFactory
    {
        public IStringLocalizer Create(Type resourceSource) => new TextsLocalizer(texts);

        public IStringLocalizer Create(string baseName, string location) => new TextsLocalizer(texts);
    }

    /// <summary>MVC looks up the words of the rules it knows; of our own it would show the key.</summary>
    private sealed class Adapters : IValidationAttributeAdapterProvider
    {
        private readonly ValidationAttributeAdapterProvider _known = new();

        public IAttributeAdapter? GetAttributeAdapter(ValidationAttribute attribute, IStringLocalizer? stringLocalizer) =>
            _known.GetAttributeAdapter(attribute, stringLocalizer) ?? new OwnRule(attribute, stringLocalizer);
    }

    private sealed class OwnRule(
        ValidationAttribute rule, IStringLocalizer? localizer) : AttributeAdapterBase<ValidationAttribute>(rule, localizer)
    {
        public override void AddValidation(ClientModelValidationContext context)
        {
        }

        public override string GetErrorMessage(ModelValidationContextBase validationContext) =>
            GetErrorMessage(validationContext.ModelMetadata, validationContext.ModelMetadata.GetDisplayName());
    }

    private sealed class Messages(Texts texts) : IConfigureOptions<MvcOptions>
    {
        public void Configure(MvcOptions options)
        {
            options.ModelMetadataDetailsProviders.Add(new ValidationTexts());
            var messages = options.ModelBindingMessageProvider;
            messages.SetValueMustNotBeNullAccessor(_ => texts["Validation.Required"]);
            messages.SetMissingBindRequiredValueAccessor(_ => texts["Validation.Required"]);
            messages.SetMissingKeyOrValueAccessor(() => texts["Validation.Required"]);
            messages.SetMissingRequestBodyRequiredValueAccessor(() => texts["Validation.Required"]);
            messages.SetAttemptedValueIsInvalidAccessor((_, _) => texts["Validation.Invalid"]);
            messages.SetUnknownValueIsInvalidAccessor(_ => texts["Validation.Invalid"]);
            messages.SetValueIsInvalidAccessor(_ => texts["Validation.Invalid"]);
            messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => texts["Validation.Invalid"]);
            messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => texts["Validation.Invalid"]);
            messages.SetNonPropertyValueMustBeANumberAccessor(() => texts["Validation.Number"]);
            messages.SetValueMustBeANumberAccessor(_ => texts["Validation.Number"]);
        }
    }
}
