using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Teachers;
using Faculty.Domain.Time;

namespace Faculty.Domain.Certification.Rechecks;

/// <summary>A credential with what renews it (换证): together they are valid on the days of each.</summary>
public static class CredentialChain
{
    /// <summary>Days on which nothing of a chain is valid, and the credential whose last day came before them.</summary>
    public readonly record struct Gap(string CredentialId, Period Days);

    /// <summary>A credential, those that renew it, those that renew them; each once.</summary>
    public static IReadOnlyList<Credential> Of(Teacher teacher, Credential first)
    {
        var chain = new List<Credential> { first };
        for (var i = 0; i < chain.Count; i++)
        {
            chain.AddRange(teacher.Credentials.Where(c => c.RenewsCredentialId.Length > 0 && c.RenewsCredentialId == chain[i].CredentialId && !chain.Contains(c)));
        }
        return chain;
    }

    /// <summary>The credential renews, perhaps by others between, another one that was shown.</summary>
    public static bool IsWithinAnother(Teacher teacher, Credential credential, IReadOnlyList<StoodOn> evidence)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { credential.CredentialId };
        for (var at = Renewed(credential); at is not null && seen.Add(at.CredentialId); at = Renewed(at))
        {
            if (evidence.Any(e => e.Kind == FactKind.Credential && e.FactId == at.CredentialId))
            {
                return true;
            }
        }
        return false;

        Credential? Renewed(Credential by) => by.RenewsCredentialId.Length == 0 ? null : teacher.Credentials.FirstOrDefault(c => c.CredentialId == by.RenewsCredentialId);
    }

    /// <summary>
    /// The gaps of a chain, in order. None where a revocation ended what was valid: that opens a case by itself; a renewal that begins later
    /// goes on from there.
    /// </summary>
    public static IEnumerable<Gap> Gaps(Teacher teacher, Credential first)
    {
        var valid = Of(teacher, first).Where(c => c.ValidDays is not null)
            .Select(c => (Credential: c, Days: c.ValidDays!.Value)).OrderBy(v => v.Days.First).ThenBy(v => v.Credential.CredentialId, StringComparer.Ordinal).ToList();
        for (var i = 0; i < valid.Count;)
        {
            var last = valid[i++];
            while (i < valid.Count && !(valid[i].Days.First.DayNumber > (long)last.Days.End.DayNumber + 1))
            {
                last = valid[i].Days.End > last.Days.End || (valid[i].Days.End == last.Days.End && !Lapses(last) && Lapses(valid[i])) ? valid[i] : last;
                i++;
            }
            if (Lapses(last))
            {
                yield return new(last.Credential.CredentialId, new(last.Days.End.AddDays(1), i < valid.Count ? valid[i].Days.First.AddDays(-1) : null));
            }
        }

        static bool Lapses((Credential Credential, Period Days) valid) => valid.Days.End < DateOnly.MaxValue && valid.Credential.LastDate == valid.Days.End;
    }
}
