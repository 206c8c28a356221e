using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Accounton.Data;

/// <summary>
/// The one rule of what a mail address is, wherever one comes in: what a browser takes in an e-mail field, as a mail server takes it, too:
/// one bare address, no dots side by side, and a domain that somebody can register.
/// </summary>
public static partial class MailAddresses
{
    /// <summary>The most characters of an address.</summary>
    public const int Length = 254;

    /// <summary>The address without blanks around it; null when it is none.</summary>
    public static string? Parse(string? text) =>
        text?.Trim() is { Length: > 0 and <= Length } address && Address().IsMatch(address) ? address : null;

    [GeneratedRegex(
        @"\A(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
        + @"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])\z")]
    private static partial Regex Address();
}

/// <summary>A text that is one mail address (<see cref="MailAddresses"/>), or empty.</summary>
public sealed class MailAddressAttribute() : DataTypeAttribute(DataType.EmailAddress)
{
    public override bool IsValid(object? value) => value is null or "" || (value is string text && MailAddresses.Parse(text) is not null);

    public override string FormatErrorMessage(string name) =>
        ErrorMessage is null ? $"{name} is not a mail address such as jan@example.com." : base.FormatErrorMessage(name);
}
