using Accounton.Localisation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Accounton.Tests.Localisation;

public sealed class TextsTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 12, 12, 5, 0, TimeSpan.Zero);

    [Fact]
    public void Text_withValues_isWrittenAsTheLanguageDoes()
    {
        Assert.Equal(
            "340 van 1.204", Texts(Language.Dutch)["Progress.Of", Texts(Language.Dutch).Number(340), Texts(Language.Dutch).Number(1204)]);
        Assert.Equal("Hoogstens 20 tekens.", Texts(Language.Dutch)["Validation.TooLong", "x", 20]);
    }

    [Theory]
    [InlineData("nl", 0, "Kijk 0 velden na.")]
    [InlineData("nl", 1, "Kijk 1 veld na.")]
    [InlineData("nl", 1200, "Kijk 1.200 velden na.")]
    [InlineData("fr", 0, "Vérifiez 0 champ.")]
    [InlineData("fr", 2, "Vérifiez 2 champs.")]
    [InlineData("en", 0, "Check 0 fields.")]
    public void Count_ofThings_takesTheLanguagesOwnPlural(string language, int count, string text) =>
        Assert.Equal(text, Texts(Language.Find(language)!).Count("Validation.LookAt", count));

    [Theory]
    [InlineData(0, "zojuist")]
    [InlineData(-1, "1 minuut geleden (14:04)")]
    [InlineData(-59, "59 minuten geleden (13:06)")]
    [InlineData(5, "over 5 minuten (14:10)")]
    [InlineData(-120, "vandaag om 12:05")]
    [InlineData(-60 * 15, "gisteren om 23:05")]
    [InlineData(60 * 12, "morgen om 02:05")]
    [InlineData(-60 * 24 * 90, "11 februari 2026 om 13:05")]
    public void When_fromNow_isSaidByTheClockOnTheWall(int minutes, string text) =>
        Assert.Equal(text, Texts(Language.Dutch).When(Now.AddMinutes(minutes)));

    /// <summary>What is still to happen is never told as past.</summary>
    [Theory]
    [InlineData(-3600, "zo dadelijk")]
    [InlineData(0, "zo dadelijk")]
    [InlineData(20, "zo dadelijk")]
    [InlineData(300, "over 5 minuten (14:10)")]
    public void WhenDue_fromNow_isAhead(int seconds, string text)
    {
        Assert.Equal(text, Texts(Language.Dutch).WhenDue(Now.AddSeconds(seconds)));
        if (seconds > 0)
            Assert.Equal(text, Texts(Language.Dutch).When(Now.AddSeconds(seconds)));
    }

    [Fact]
    public void Moment_inFrench_isFrench() =>
        Assert.Equal("12 mai 2026 à 14:05", Texts(Language.French).Moment(Now));

    [Fact]
    public void MissingKey_outsideProduction_throws() =>
        Assert.Throws<KeyNotFoundException>(() => Texts(Language.Dutch)["Nowhere"]);

    [Fact]
    public void MissingKey_inProduction_isTheKeyAndALoggedError()
    {
        var log = new LogLevels();
        var texts = new Texts(
            new HostingEnvironment { EnvironmentName = Environments.Production }, log, Time(), Options.Create(new SupportContact()));

        Assert.Equal("Nowhere", texts["Nowhere"]);
        Assert.Equal([LogLevel.Error], log.Levels);
    }

    private static Texts Texts(Language language, SupportContact? support = null) =>
        new Texts(new HostingEnvironment { EnvironmentName = "Testing" }, NullLogger<Texts>.Instance, Time(), Options.Create(
            support ?? new SupportContact())).In(language);

    private static LocalTime Time() => new(new FakeTimeProvider(Now), new ConfigurationBuilder().Build(), new HttpContextAccessor());

    private sealed class LogLevels : ILogger<Texts>
    {
        public List<LogLevel> Levels { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Levels.Add(logLevel);
    }
}
