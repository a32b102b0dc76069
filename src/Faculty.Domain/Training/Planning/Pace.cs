namespace Faculty.Domain.Training.Planning;

/// <summary>How far a search is on its way from hot to cold: by its steps, and only where these will not be done in time by the clock, so that what it has at the end is settled.</summary>
internal sealed class Pace(PlanOrder order)
{
    /// <summary>Before this share of the time is gone nobody knows how fast a machine is.</summary>
    private const double Known = 0.3;

    private double begun = -1, gone, late;
    private long lateAt;

    /// <summary>Has the clock had a say?</summary>
    public bool Hurried { get; private set; }

    public bool IsOver(long done)
    {
        if (order.TimeGone is null)
        {
            return false;
        }
        gone = order.TimeGone();
        begun = begun < 0 ? gone : begun;
        if (!Hurried && gone > Known && done * (1 - begun) < order.Iterations * (gone - begun))
        {
            (Hurried, late, lateAt) = (true, gone, done);
        }
        return gone >= 1;
    }

    public long Cooled(long done) => Hurried ? lateAt + (long)((order.Iterations - lateAt) * (gone - late) / (1 - late)) : done;
}
