using System.Collections.Concurrent;
using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Organisations;
using Faculty.Server.Certification.Rules;
using Faculty.Server.Organisations;

namespace Faculty.Server.Certification.Rechecks;

/// <summary>Months until recheck of what was not decided here, as the rules say that hold at a school on a day. Remembered for the newest day asked.</summary>
internal sealed class DefaultMonths(RuleDirectory rules, OrganisationDirectory organisations)
{
    private volatile Resolved resolved = new(RuleBook.Empty, OrganisationTree.Empty, default);

    /// <summary>The months at a school on a day, by recognition; 0 when no rules hold there.</summary>
    public Func<string, RecognitionTrack, RecognitionLevel, int> On(DateOnly day)
    {
        var (book, tree) = (rules.Now.Book, organisations.Tree);
        var now = resolved;
        if (!ReferenceEquals(now.Book, book) || !ReferenceEquals(now.Tree, tree) || now.Day != day)
        {
            resolved = now = new(book, tree, day);
        }
        return (school, track, level) => now.Rules.GetOrAdd(school, static (code, now) => now.At(code), now)?.For(track, level)?.RecheckMonths ?? 0;
    }

    private sealed record Resolved(RuleBook Book, OrganisationTree Tree, DateOnly Day)
    {
        public ConcurrentDictionary<string, AppliedRules?> Rules { get; } = new(StringComparer.Ordinal);

        public AppliedRules? At(string school) => Book.For(Tree, school, Day);
    }
}
