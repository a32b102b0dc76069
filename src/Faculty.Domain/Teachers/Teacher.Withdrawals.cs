namespace Faculty.Domain.Teachers;

public sealed partial record Teacher
{
    /// <summary>
    /// Takes back a fact that should never have been recorded. An engagement takes its posts along, an upgrade its superseding of others;
    /// what another fact refers to stays.
    /// </summary>
    public Teacher WithdrawFact(string factId)
    {
        if (ReferringTo(factId) is { } other)
        {
            throw new RuleBroken(
                Reason.TeacherInUse,
                "Another fact refers to this one; withdraw or correct that one first.",
                ("fact_id", factId), ("other_fact_id", other)) { FactId = factId };
        }
        return FactIds().Contains(factId, StringComparer.Ordinal)
            ? Without(factId)
            : Recognitions.Any(r => r.Events.Any(e => e.EventId == factId)) ? WithoutEvent(factId) : throw Unknown(factId);
    }

    /// <summary>The ids of all facts, in the order of the lists.</summary>
    public IEnumerable<string> FactIds() =>
        Engagements.Select(f => f.EngagementId)
            .Concat(Posts.Select(f => f.PostId))
            .Concat(Spells.Select(f => f.SpellId))
            .Concat(Educations.Select(f => f.EducationId))
            .Concat(Titles.Select(f => f.TitleId))
            .Concat(Credentials.Select(f => f.CredentialId))
            .Concat(Practices.Select(f => f.PracticeId))
            .Concat(Recognitions.Select(f => f.RecognitionId))
            .Concat(Honours.Select(f => f.HonourId));

    private string? ReferringTo(string factId) =>
        Credentials.FirstOrDefault(c => c.RenewsCredentialId == factId)?.CredentialId
        ?? (Engagements.FirstOrDefault(e => e.EngagementId == factId) is { } engagement
            ? Spells.FirstOrDefault(s => RestsOn(engagement, s))?.SpellId
            : null);

    private Teacher Without(string factId) => this with
    {
        Recognitions = Recognitions.FirstOrDefault(f => f.RecognitionId == factId) is { } taken
            ? [.. Recognitions.Where(f => !ReferenceEquals(f, taken)).Select(f => FollowingIn(f, taken, next: null))]
            : Recognitions,
        Engagements = [.. Engagements.Where(f => f.EngagementId != factId)],
        Posts = [.. Posts.Where(f => f.PostId != factId && f.EngagementId != factId)],
        Spells = [.. Spells.Where(f => f.SpellId != factId)],
        Educations = [.. Educations.Where(f => f.EducationId != factId)],
        Titles = [.. Titles.Where(f => f.TitleId != factId)],
        Credentials = [.. Credentials.Where(f => f.CredentialId != factId)],
        Practices = [.. Practices.Where(f => f.PracticeId != factId)],
        Honours = [.. Honours.Where(f => f.HonourId != factId)],
    };

    private Teacher WithoutEvent(string eventId) => this with
    {
        Recognitions = [.. Recognitions.Select(r => r.Events.Any(e => e.EventId == eventId)
            ? r with { Events = [.. r.Events.Where(e => e.EventId != eventId)] }
            : r)],
    };
}
