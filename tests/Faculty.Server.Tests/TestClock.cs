namespace Faculty.Server.Tests;

/// <summary>A clock that stands still until it is set; timers run by the real one.</summary>
internal sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    /// <summary>Noon of a day in China.</summary>
    public static TestClock At(int year, int month, int day) => new(new(year, month, day, 12, 0, 0, TimeSpan.FromHours(8)));

    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}
