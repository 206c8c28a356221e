using System.Globalization;
using Microsoft.Extensions.Options;

namespace Accounton.Localisation;

/// <summary>
/// Every text on a screen, in a mail or in a workbook, in the language of the request or in the one asked for.
/// Gives plain text: Razor encodes it.
/// </summary>
public sealed class Texts
{
    private readonly IHostEnvironment _environment;
    private readonly ILogger<Texts> _logger;
    private readonly LocalTime _time;
    private readonly SupportContact _support;
    private readonly Language? _language;

    public Texts(IHostEnvironment environment, ILogger<Texts> logger, LocalTime time, IOptions<SupportContact> support)
        : this(environment, logger, time, support.Value, null)
    {
    }

    private Texts(IHostEnvironment environment, ILogger<Texts> logger, LocalTime time, SupportContact support, Language? language)
    {
        _environment = environment;
        _logger = logger;
        _time = time;
        _support = support;
        _language = language;
    }

    /// <summary>The language these texts are in.</summary>
    public Language Language => _language ?? Language.Current;

    public string this[string key] => Catalogue.Find(Language, key) ?? Missing(key);

    /// <summary>The text with its placeholders (<c>{0}</c>, <c>{1:N0}</c>) filled in, written the way this language does.</summary>
    public string this[string key, params object?[] values] => string.Format(Language.Culture, this[key], values);

    /// <summary>
    /// The text for a number of things: <c>key.One</c> or <c>key.Other</c>. The number is <c>{0}</c>,
    /// with its thousands separated; further values follow it.
    /// </summary>
    public string Count(string key, long count, params object?[] values)
    {
        var one = Language == Language.French ? count is 0 or 1 : count == 1;
        return this[$"{key}.{(one ? "One" : "Other")}", [Number(count), .. values]];
    }

    /// <summary>A sentence that says whom to turn to, with the ways to reach them that <c>App:Support</c> has.</summary>
    public string AskSupport => this["Support.Ask", Support];

    /// <summary>The same as a line on a page or in a mail where nothing went wrong; null when there is no way to reach anybody.</summary>
    public string? SupportLine => _support.CanBeReached ? this["Support.Questions", Support] : null;

    private string Support
    {
        get
        {
            var name = _support.Name ?? this["Support.Desk"];
            return _support.CanBeReached ? $"{name} ({string.Join(", ", _support.Ways)})" : name;
        }
    }

    /// <summary>The same texts in another language, for a mail or a questionnaire.</summary>
    public Texts In(Language language) => new(_environment, _logger, _time, _support, language);

    /// <inheritdoc cref="In(Localisation.Language)"/>
    public Texts In(CultureInfo culture) => In(Language.From(culture) ?? Language.Dutch);

    public string Number(long number) => number.ToString("N0", Language.Culture);

    /// <summary>A day, written out: <c>12 mei 2026</c>.</summary>
    public string Day(DateOnly day) => day.ToString("d MMMM yyyy", Language.Culture);

    /// <summary>The day of a moment, where the time does not matter.</summary>
    public string Day(DateTimeOffset moment) => Day(DateOnly.FromDateTime(_time.At(moment).DateTime));

    /// <summary>A day of this year, where there is little room: <c>12 mei</c>.</summary>
    public string ShortDay(DateOnly day) => day.ToString("d MMM", Language.Culture);

    /// <summary>
    /// A moment as a person says it, always with its clock time: <c>5 minuten geleden (14:05)</c>,
    /// <c>gisteren om 14:05</c>, <c>12 mei 2026 om 14:05</c>.
    /// </summary>
    public string When(DateTimeOffset moment)
    {
        var now = _time.Now;
        var local = _time.At(moment);
        var clock = local.ToString("HH:mm", Language.Culture);
        var minutes = (long)Math.Floor((now - moment).Duration().TotalMinutes);
        var past = moment <= now;
        if (minutes < 1)
            return this[past ? "Time.Now" : "Time.Soon"];
        if (minutes < 60)
            return Count(past ? "Time.MinutesAgo" : "Time.InMinutes", minutes, clock);
        var days = DateOnly.FromDateTime(local.DateTime).DayNumber - DateOnly.FromDateTime(now.DateTime).DayNumber;
        return days switch
        {
            -1 => this["Time.Yesterday", clock],
            0 => this["Time.Today", clock],
            1 => this["Time.Tomorrow", clock],
            _ => Moment(moment),
        };
    }

    /// <summary>When something is to happen; what was due by now and has not happened yet is about to.</summary>
    public string WhenDue(DateTimeOffset moment) => moment <= _time.Now ? this["Time.Soon"] : When(moment);

    /// <summary>The time of a moment: <c>14:05</c>.</summary>
    public string Clock(DateTimeOffset moment) => _time.At(moment).ToString("HH:mm", Language.Culture);

    /// <summary>A moment in full: <c>12 mei 2026 om 14:05</c>.</summary>
    public string Moment(DateTimeOffset moment)
    {
        var local = _time.At(moment);
        return this["Time.On", Day(DateOnly.FromDateTime(local.DateTime)), local.ToString("HH:mm", Language.Culture)];
    }

    private string Missing(string key)
    {
        if (!_environment.IsProduction())
            throw new KeyNotFoundException($"No text '{key}' in '{Language}'.");
        _logger.LogError("No text {Key} in {Language}", key, Language.Code);
        return key;
    }
}
