using Faculty.Domain;
using Faculty.Domain.Teachers;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Sheets;
using Faculty.V1;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Imports.Decide;

/// <summary>What the next record may break: whose facts they are, rules between facts, numbers of others.</summary>
internal sealed partial class PersonDecider
{
    /// <summary>Every rule but those on numbers; false when nothing is to be said of numbers either.</summary>
    private bool Check(Decision decision, PersonMerge merge, Row first)
    {
        if (first.Table.Sheet is TeachersSheet && TeachersSheet.ExportedAt(first) is { } revision && decision.Held is { Value.Identity.Erased: false } held && held.Revision != revision)
        {
            first.Fault(first.Table.Sheet.Columns[0], ImportFaultCode.StaleRow, "was changed in the registry since this file was exported");
        }
        if (!CheckOwn(decision, merge, first))
        {
            return false;
        }
        CheckRules(decision, merge, first);
        return true;
    }

    // Of what belongs to other schools nothing else is said, not even whether a number is taken there.
    private bool CheckOwn(Decision decision, PersonMerge merge, Row first)
    {
        var before = decision.Held?.Value ?? new Teacher { TeacherId = merge.Teacher.TeacherId, Identity = Unknown };
        var foreign = own.Coverage.Foreign(before, merge.Teacher).ToList();
        foreach (var (factId, code) in foreign)
        {
            (merge.RowOf(factId) ?? first).Fault(null, ImportFaultCode.NotYours, $"The organisation {code} is not one of yours.");
        }
        if (foreign.Count == 0 && !own.Coverage.Covers(merge.Teacher))
        {
            if (merge.HasRefused(Roster.Engagements))
            {
                first.Refuse(null);
            }
            else
            {
                first.Fault(null, ImportFaultCode.NotYours, "The person has no engagement by a school of yours.");
            }
            return false;
        }
        return foreign.Count == 0;
    }

    // What a record broke before stands in nobody's way, as for every other change.
    private void CheckRules(Decision decision, PersonMerge merge, Row first)
    {
        HashSet<(Reason, string)>? before = null;
        foreach (var broken in TeacherInvariants.Broken(merge.Teacher, organisations))
        {
            before ??= decision.Held is null ? [] : [.. TeacherInvariants.Broken(decision.Held.Value, organisations).Select(b => (b.Reason, b.FactId))];
            if (before.Contains((broken.Reason, broken.FactId)))
            {
                continue;
            }
            var row = merge.RowOf(broken.FactId) ?? first;
            if (Array.Exists(LooksAt(broken.Reason), merge.HasRefused) || IsUnclear(broken))
            {
                row.Refuse(null);
            }
            else
            {
                row.Breaks(broken);
            }
        }
    }

    // A rule about several facts is not judged while one of them cannot be read.
    private static Sheet[] LooksAt(Reason reason) => reason switch
    {
        Reason.SecondFullTimeEngagement => [Roster.Engagements],
        Reason.PostOutsideEngagement or Reason.PrimaryPostMissing or Reason.PrimaryPostTwice => [Roster.Engagements, Roster.Posts],
        Reason.SpellOutsideEngagement or Reason.PeriodsOverlap => [Roster.Engagements, Roster.Spells],
        Reason.QualificationType => [Roster.Credentials, Roster.Posts],
        _ => [],
    };

    private bool IsUnclear(RuleBroken broken) =>
        broken.Reason == Reason.UnknownOrganisation && broken.Facts.Any(f => f.Key == "code" && unclear.May(f.Value));

    // Of the school's own references none is claimed: two persons of a file that have one are one record, or at odds with it.
    private async ValueTask CheckKeysAsync(Decision decision, PersonMerge merge, Dictionary<Sheet, List<Row>> rows, Row first, Claims numbers, long person, CancellationToken ct)
    {
        var teacher = merge.Teacher;
        var free = new List<(string Index, string Value, Row Row)>();
        foreach (var key in UniqueKeys.Of(teacher).Select(k => (k.Index, k.Value, Row: merge.RowOf(k.FactId) ?? first)).Concat(merge.RefusedKeys))
        {
            if (await store.FindIdAsync(Documents.Teachers.Name, key.Index, key.Value, ct) is { } owner && !string.Equals(owner, teacher.TeacherId, StringComparison.Ordinal))
            {
                var seen = await own.StandingOrNullAsync(owner, at: null, ct) is not null;
                decision.ForeignNumbers += !seen && key.Index == Documents.IdNumberIndex ? 1 : 0;
                var named = seen ? $" ({owner})" : "";
                key.Row.Fault(null, TakenCode(key.Index), $"The number belongs to another record{named}.");
            }
            else if (key.Index != Documents.ImportRefIndex)
            {
                free.Add(key);
            }
        }
        var taken = numbers.ClaimAll(free.ConvertAll(k => (k.Index, k.Value)), person, IsRefused(merge, rows));
        for (var i = 0; i < taken.Count; i++)
        {
            if (taken[i])
            {
                free[i].Row.Fault(null, TakenCode(free[i].Index), "Another row of the file has the same number for another person.");
            }
        }
    }

    private static ImportFaultCode TakenCode(string index) => index switch
    {
        Documents.StaffNumberIndex => ImportFaultCode.StaffNumberTaken,
        Documents.CertificateIndex => ImportFaultCode.CertificateTaken,
        Documents.IdNumberIndex => ImportFaultCode.IdNumberTaken,
        _ => ImportFaultCode.AmbiguousTeacher,
    };
}
