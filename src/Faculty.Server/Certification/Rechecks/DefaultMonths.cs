using System.Collections.Concurrent;
using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Rechecks;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Organisations;
using Faculty.Server.Certification.Rules;
using Faculty.Server.Organisations;

namespace Faculty.Server.Certification.Rechecks;

/// <summary>Months until recheck of what was not decided here, as the rules say that hold at a school on a day. Remembered for the newest day asked.</summary>
internal sealed class DefaultMonths(RuleDirectory rules, OrganisationDirectory organisations)
{
    private volatile Resolved resolved = new(RuleBook.Empty, OrganisationTree.Empty, default);

    /// <summary>The months at a school on a day, by recognition.</summary>
    public Func<string, RecognitionTrack, RecognitionLevel, RecheckTerms> On(DateOnly day)
    {
        var (book, tree) = (rules.Now.Book, organisations.Tree);
        var now = resolved;
        if (!ReferenceEquals(now.Book, book) || !ReferenceEquals(now.Tree, tree) || now.Day != day)
        {
            resolved = now = new(book, tree, day);
        }
        return now.Of;
    }

    /// <summary>The same by other rules.</summary>
    public static Func<string, RecognitionTrack, RecognitionLevel, RecheckTerms> By(RuleBook book, OrganisationTree tree, DateOnly day) => new Resolved(book, tree, day).Of;

    private sealed record Resolved(RuleBook Book, OrganisationTree Tree, DateOnly Day)
    {
        private readonly ConcurrentDictionary<string, IReadOnlyList<(DateOnly From, AppliedRules? Rules)>> stretches = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<(string, RecognitionTrack, RecognitionLevel), RecheckTerms> terms = [];

        public RecheckTerms Of(string school, RecognitionTrack track, RecognitionLevel level) => terms.GetOrAdd(
            (school, track, level),
            static (_, at) => new([.. at.stretches.Select(s => (s.From, s.Rules?.For(at.track, at.level)?.RecheckMonths ?? 0))]),
            (stretches: stretches.GetOrAdd(school, Stretches), track, level));

        // Rules change at a school where a pack above it begins or ends, or where it comes below another place.
        private IReadOnlyList<(DateOnly From, AppliedRules? Rules)> Stretches(string school)
        {
            var above = Tree.Above(school, new(DateOnly.MinValue, Day)).ToList();
            var begun = Book.All.Where(p => p.Layer != RuleLayer.Batch && (p.OrganisationCode.Length == 0 || above.Exists(a => a.Code == p.OrganisationCode)))
                .SelectMany(p => p.HeldDays is { } held ? (DateOnly[])[held.First, .. held.Last is { } last ? (DateOnly[])[last.AddDays(1)] : []] : []).ToList();
            return
            [
                .. begun.Concat(begun.Count == 0 ? [] : above.Select(a => a.During.First)).Where(d => d <= Day).Distinct().OrderDescending().Select(d => (d, Book.For(Tree, school, d))),
            ];
        }
    }
}
