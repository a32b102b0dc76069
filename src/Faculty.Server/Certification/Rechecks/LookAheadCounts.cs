using Faculty.V1;
using RecheckCause = Faculty.Domain.Certification.Rechecks.RecheckCause;
using RecheckState = Faculty.Domain.Certification.Rechecks.RecheckState;

namespace Faculty.Server.Certification.Rechecks;

/// <summary>Counts of a scope, added up row by row.</summary>
internal sealed class LookAheadCounts
{
    private static readonly int[] Windows = [30, 60, 90, 180];
    private readonly int[] open = new int[(int)RecheckCause.PeriodicDue + 1];
    private readonly (int Recognitions, int Credentials, int Rechecks)[] ahead = new (int, int, int)[Windows.Length];
    private int confirmed;
    private int ended;

    public bool HasAny => confirmed + ended > 0 || open.Any(n => n > 0) || ahead[^1] != default;

    /// <summary>Adds a row listed by a day.</summary>
    public void Add(in WatchRow row, int day, int today)
    {
        if (row.Cause == RecheckCause.Unspecified)
        {
            AddAhead(day - today, (1, 0, 0));
            return;
        }
        switch (row.StateOn(today, day))
        {
            case RecheckState.Open:
                open[(int)row.Cause]++;
                break;
            case RecheckState.Confirmed:
                confirmed++;
                break;
            case RecheckState.Ended:
                ended++;
                break;
            default:
                if (day > today && row.ComesOn(day))
                {
                    AddAhead(day - today - (row.Cause == RecheckCause.CredentialLapsed ? 1 : 0), (0, row.Cause == RecheckCause.CredentialLapsed ? 1 : 0, row.Cause == RecheckCause.PeriodicDue ? 1 : 0));
                }
                break;
        }
    }

    public LookAheadFigure Figure(string code, string name) => new()
    {
        ScopeCode = code,
        ScopeName = name,
        Open = { Enumerable.Range(1, open.Length - 1).Where(c => open[c] > 0).Select(c => new CauseCount { Cause = (V1.RecheckCause)c, Count = open[c] }) },
        ConfirmedCount = confirmed,
        EndedCount = ended,
        Windows = { Windows.Select((days, i) => new LookAheadWindow { Days = days, RecognitionCount = ahead[i].Recognitions, CredentialCount = ahead[i].Credentials, RecheckCount = ahead[i].Rechecks }) },
    };

    private void AddAhead(int days, (int Recognitions, int Credentials, int Rechecks) what)
    {
        for (var i = 0; days >= 0 && i < Windows.Length; i++)
        {
            if (days <= Windows[i])
            {
                ahead[i] = (ahead[i].Recognitions + what.Recognitions, ahead[i].Credentials + what.Credentials, ahead[i].Rechecks + what.Rechecks);
            }
        }
    }
}
