namespace Faculty.Domain.Training.Orders;

public sealed partial record Order
{
    /// <summary>How many came to sessions that were held; written again, it is corrected.</summary>
    public Order RecordAttendance(IReadOnlyList<(string SessionId, int Attended)> heads, StepBy by)
    {
        var taken = Take(OrderStepType.RecordAttendance, by);
        var attended = heads.ToDictionary(h => h.SessionId, h => h.Attended, StringComparer.Ordinal);
        foreach (var (sessionId, count) in heads)
        {
            var session = Sessions.FirstOrDefault(s => s.SessionId == sessionId) ?? throw Broken(Reason.SessionUnknown, "The order has no session with this id.", ("session_id", sessionId));
            if (session.Day > by.Today)
            {
                throw Broken(Reason.SessionAhead, "The session is not held yet.", ("session_id", sessionId), ("day", $"{session.Day:O}"), ("today", $"{by.Today:O}"));
            }
            RequireAtMost("attended", count, "heads", Line(session.LineNumber).Heads, session.LineNumber);
        }
        return taken with { Sessions = [.. Sessions.Select(s => attended.TryGetValue(s.SessionId, out var count) ? s with { Attended = count } : s)] };
    }

    /// <summary>What came of every line, once all sessions were held.</summary>
    public Order Deliver(IReadOnlyList<LineResult> results, StepBy by)
    {
        var next = Take(OrderStepType.Deliver, by);
        if (Sessions.FirstOrDefault(s => !s.Held) is { } open)
        {
            throw Broken(Reason.AttendanceMissing, "A session has no attendance yet.", ("session_id", open.SessionId), ("day", $"{open.Day:O}"));
        }
        foreach (var result in results)
        {
            var line = Line(result.LineNumber);
            RequireAtMost("completed", result.Completed, "heads", line.Heads, line.LineNumber);
            RequireAtMost("passed", result.Passed, "completed", result.Completed, line.LineNumber);
        }
        return next with
        {
            Lines =
            [
                .. Lines.Select(l => results.FirstOrDefault(r => r.LineNumber == l.LineNumber) is { } result
                    ? l with { Completed = result.Completed, Passed = result.Passed }
                    : throw Broken(Reason.OrderIncomplete, "A line has no results.", ("missing", "results"), ("line_number", $"{l.LineNumber}"))),
            ],
        };
    }

    private void RequireAtMost(string what, int count, string limitName, int limit, int lineNumber)
    {
        if (count < 0 || count > limit)
        {
            throw Broken(
                Reason.HeadCount, "The number does not fit: who passed completed, and who completed was among the heads.",
                ("line_number", $"{lineNumber}"), ("what", what), ("count", $"{count}"), ("limit", limitName), (limitName, $"{limit}"));
        }
    }
}

/// <summary>What came of a line (培训结果).</summary>
public sealed record LineResult(int LineNumber, int Completed, int Passed);
