namespace Faculty.Domain.Teachers;

public sealed partial record Teacher
{
    public Teacher Record(Education education) => this with { Educations = [.. Educations, education] };

    public Teacher Record(Title title) => this with { Titles = [.. Titles, title] };

    /// <summary>Records a credential; a renewal names the credential it renews.</summary>
    public Teacher Record(Credential credential) => this with { Credentials = [.. Credentials, credential] };

    /// <summary>Revokes a credential (撤销证书) from a day on. The same revocation again changes nothing; another day is a correction.</summary>
    public Teacher RevokeCredential(string credentialId, DateOnly from, string document, string why)
    {
        var credential = Credentials.FirstOrDefault(c => c.CredentialId == credentialId) ?? throw Unknown(credentialId);
        var revoked = credential with { RevokedOn = from, RevocationDocument = document, RevocationReason = why };
        return credential.RevokedOn is null ? this with { Credentials = Replaced(Credentials, credential, revoked) }
            : credential == revoked ? this
            : throw new RuleBroken(
                Reason.AlreadyEnded, "The credential is revoked already; correct the fact instead.", ("fact_id", credentialId), ("last_date", $"{credential.RevokedOn?.AddDays(-1):O}")) { FactId = credentialId };
    }

    public Teacher Record(Practice practice) =>
        this with { Practices = Ordered([.. Practices, practice], p => p.StartDate, p => p.PracticeId) };

    public Teacher Record(Honour honour) => this with { Honours = [.. Honours, honour] };

    /// <summary>Refuses writes to a record that was merged into another.</summary>
    public Teacher RequireUnmerged() => MergedIntoTeacherId.Length == 0
        ? this
        : throw new RuleBroken(
            Reason.TeacherMerged,
            "The record was merged into another; write there.",
            ("teacher_id", TeacherId), ("merged_into_teacher_id", MergedIntoTeacherId));

    /// <summary>Refuses writes to a record whose identity was erased.</summary>
    public Teacher RequireKnown() => Identity.Erased
        ? throw new RuleBroken(Reason.TeacherErased, "The identity was erased; the record takes no writes any more.", ("teacher_id", TeacherId))
        : this;

    private static RuleBroken Unknown(string factId) =>
        new(Reason.UnknownFact, "The record has no fact with this id.", ("fact_id", factId)) { FactId = factId };

    // A planned last day may be brought forward; one that has passed, or a later one, is a correction.
    private static void RequireNotEnded(string factId, DateOnly? planned, DateOnly lastDate, DateOnly today)
    {
        if (planned is { } last && (last < today || lastDate >= last))
        {
            throw new RuleBroken(
                Reason.AlreadyEnded,
                "The fact has a last day already; correct the fact instead.",
                ("fact_id", factId), ("last_date", $"{last:O}")) { FactId = factId };
        }
    }

    private static List<T> Replaced<T>(IReadOnlyList<T> facts, T old, T next)
        where T : class => [.. facts.Select(f => ReferenceEquals(f, old) ? next : f)];

    private static List<T> Ordered<T>(IEnumerable<T> facts, Func<T, DateOnly> day, Func<T, string> id) =>
        [.. facts.OrderBy(day).ThenBy(id, StringComparer.Ordinal)];
}
