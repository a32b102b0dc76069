namespace Faculty.Server.Hosting;

/// <summary>Today in China, asked once per call.</summary>
internal static class ChinaClock
{
    public static DateOnly TodayInChina(this TimeProvider clock) => Domain.Time.ChinaDate.Of(clock.GetUtcNow());
}
