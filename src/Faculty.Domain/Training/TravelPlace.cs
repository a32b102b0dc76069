namespace Faculty.Domain.Training;

/// <summary>A place on a plane that is measured in minutes of travel (出行地点).</summary>
public sealed record TravelPlace
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public int XMinutes { get; init; }

    public int YMinutes { get; init; }

    /// <summary>Minutes one way in a straight line, cut to whole ones.</summary>
    public int MinutesTo(TravelPlace other)
    {
        long x = XMinutes - other.XMinutes, y = YMinutes - other.YMinutes;
        return (int)Math.Sqrt((x * x) + (y * y));
    }
}
