using Faculty.Domain.Certification;

namespace Faculty.Domain.Teachers;

public sealed partial record Teacher
{
    /// <summary>
    /// Corrects an engagement. Posts that begin or end with it follow it, and what then reaches beyond is cut, so that one
    /// correction is enough.
    /// </summary>
    public Teacher Correct(Engagement corrected)
    {
        var old = EngagementWith(corrected.EngagementId);
        return this with
        {
            Engagements = Ordered(Replaced(Engagements, old, corrected), e => e.StartDate, e => e.EngagementId),
            Posts = [.. Posts.Select(p => p.EngagementId != old.EngagementId ? p : p with
            {
                SchoolCode = corrected.SchoolCode,
                StartDate = p.StartDate == old.StartDate || p.StartDate < corrected.StartDate ? corrected.StartDate : p.StartDate,
                LastDate = p.LastDate == old.LastDate || p.Period.End > corrected.Period.End ? corrected.LastDate : p.LastDate,
            })],
        };
    }

    /// <summary>Corrects a post. The primary posts before and after it that touched it keep touching it.</summary>
    public Teacher Correct(Post corrected)
    {
        var old = Posts.FirstOrDefault(p => p.PostId == corrected.PostId) ?? throw Unknown(corrected.PostId);
        var next = corrected with { EngagementId = old.EngagementId, SchoolCode = old.SchoolCode };
        return this with
        {
            Posts = Ordered(
                Posts.Select(p => p.PostId == old.PostId ? next : !(p.Primary && old.Primary && p.EngagementId == old.EngagementId) ? p : p with
                {
                    LastDate = Touch(p.LastDate, old.StartDate) && next.StartDate > DateOnly.MinValue ? next.StartDate.AddDays(-1) : p.LastDate,
                    StartDate = Touch(old.LastDate, p.StartDate) && next.LastDate < DateOnly.MaxValue ? next.LastDate.Value.AddDays(1) : p.StartDate,
                }),
                p => p.StartDate,
                p => p.PostId),
        };
    }

    public Teacher Correct(Spell corrected) => this with
    {
        Spells = Ordered(Corrected(Spells, corrected, s => s.SpellId), s => s.StartDate, s => s.SpellId),
    };

    public Teacher Correct(Education corrected) => this with { Educations = Corrected(Educations, corrected, f => f.EducationId) };

    public Teacher Correct(Title corrected) => this with { Titles = Corrected(Titles, corrected, f => f.TitleId) };

    public Teacher Correct(Credential corrected) => this with { Credentials = Corrected(Credentials, corrected, f => f.CredentialId) };

    public Teacher Correct(Practice corrected) => this with
    {
        Practices = Ordered(Corrected(Practices, corrected, p => p.PracticeId), p => p.StartDate, p => p.PracticeId),
    };

    public Teacher Correct(Honour corrected) => this with { Honours = Corrected(Honours, corrected, f => f.HonourId) };

    /// <summary>Corrects a recognition; what happened to it stays, and what it superseded follows it.</summary>
    public Teacher Correct(Recognition corrected)
    {
        var old = RecognitionWith(corrected.RecognitionId);
        var next = corrected with
        {
            Events = old.Events, ApplicationId = old.ApplicationId, JudgedDate = old.JudgedDate, RecheckMonths = old.RecheckMonths, Evidence = old.Evidence, Rechecks = old.Rechecks,
        };
        return this with
        {
            Recognitions = Ordered(
                Recognitions.Select(r => ReferenceEquals(r, old) ? next : FollowingIn(r, old, next)), r => r.StartDate, r => r.RecognitionId),
        };
    }

    private static bool Touch(DateOnly? last, DateOnly first) => last?.DayNumber + 1 == first.DayNumber;

    private static List<T> Corrected<T>(IReadOnlyList<T> facts, T corrected, Func<T, string> id)
        where T : class => Replaced(facts, facts.FirstOrDefault(f => id(f) == id(corrected)) ?? throw Unknown(id(corrected)), corrected);
}
