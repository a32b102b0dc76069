namespace Faculty.Domain.Teachers;

public sealed partial record Teacher
{
    /// <summary>
    /// Merges another record of the same person into this one: its facts move here, its id redirects. A missing ID number is taken over.
    /// </summary>
    public (Teacher Kept, Teacher Merged) Merge(Teacher other)
    {
        RequireUnmerged().RequireKnown();
        other.RequireUnmerged().RequireKnown();
        RequireSamePerson(other.Identity);
        var kept = this with
        {
            Identity = Identity.IdNumber.Length == 0 ? Identity with { IdType = other.Identity.IdType, IdNumber = other.Identity.IdNumber } : Identity,
            Engagements = Ordered([.. Engagements, .. other.Engagements], f => f.StartDate, f => f.EngagementId),
            Posts = Ordered([.. Posts, .. other.Posts], f => f.StartDate, f => f.PostId),
            Spells = Ordered([.. Spells, .. other.Spells], f => f.StartDate, f => f.SpellId),
            Educations = [.. Educations, .. other.Educations],
            Titles = [.. Titles, .. other.Titles],
            Credentials = [.. Credentials, .. other.Credentials],
            Practices = Ordered([.. Practices, .. other.Practices], f => f.StartDate, f => f.PracticeId),
            Recognitions = Ordered([.. Recognitions, .. other.Recognitions], f => f.StartDate, f => f.RecognitionId),
            Honours = [.. Honours, .. other.Honours],
            ImportRefs = [.. ImportRefs, .. other.ImportRefs],
            MergedRecords = [.. MergedRecords, new MergedRecord { TeacherId = other.TeacherId, FactIds = [.. other.FactIds()] }],
        };
        return (kept, other.Holding(null, []) with { MergedIntoTeacherId = TeacherId });
    }

    /// <summary>Undoes a merge: the facts go back, as they are now, to the record that brought them.</summary>
    public (Teacher Kept, Teacher Unmerged) Unmerge(Teacher other)
    {
        RequireUnmerged().RequireKnown();
        if (other.MergedIntoTeacherId != TeacherId || MergedRecords.FirstOrDefault(m => m.TeacherId == other.TeacherId) is not { } merged)
        {
            throw new RuleBroken(Reason.NotMerged, "The record is not merged.", ("teacher_id", other.TeacherId));
        }
        // No two records bear the same number, so an equal one came with the merge.
        var broughtNumber = Identity.IdNumber.Length > 0 && Identity.IdNumber == other.Identity.IdNumber && Identity.IdType == other.Identity.IdType;
        var moved = Brought(merged);
        var kept = Holding(this, [.. FactIds().Except(moved, StringComparer.Ordinal)]) with
        {
            Identity = broughtNumber ? Identity with { IdType = IdType.Unspecified, IdNumber = "" } : Identity,
            ImportRefs = [.. ImportRefs.Except(other.ImportRefs)],
            MergedRecords = [.. MergedRecords.Where(m => m != merged)],
        };
        return (kept, other.Holding(this, moved) with { MergedIntoTeacherId = "" });
    }

    /// <summary>Notes that another record is another person.</summary>
    public Teacher Review(string otherTeacherId) => this with
    {
        ReviewedTeacherIds = [.. ReviewedTeacherIds.Append(otherTeacherId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
    };

    private void RequireSamePerson(Identity other)
    {
        var field = Identity.Sex != other.Sex ? "sex"
            : Identity.BirthDate != other.BirthDate ? "birth_date"
            : Identity.IdNumber.Length > 0 && Identity.IdType == other.IdType && Identity.IdNumber != other.IdNumber ? "id_number"
            : null;
        if (field is not null)
        {
            throw new RuleBroken(Reason.MergeContradicts, "The two records cannot be one person; correct the identity first.", ("field", field));
        }
    }

    /// <summary>What goes back: the facts brought, in their order, then what was since recorded in the engagements brought.</summary>
    private List<string> Brought(MergedRecord merged)
    {
        var engagements = Engagements.Where(e => merged.FactIds.Contains(e.EngagementId, StringComparer.Ordinal)).ToList();
        return [.. merged.FactIds
            .Concat(Posts.Where(p => engagements.Any(e => e.EngagementId == p.EngagementId)).Select(p => p.PostId))
            .Concat(Spells.Where(s => engagements.Any(e => RestsOn(e, s))).Select(s => s.SpellId))
            .Distinct(StringComparer.Ordinal)];
    }

    /// <summary>
    /// This record with exactly the facts of another record that bear these ids, in their order; of none when there is no
    /// source.
    /// </summary>
    private Teacher Holding(Teacher? source, IReadOnlyList<string> factIds)
    {
        var order = factIds.Select((id, index) => (id, index)).ToDictionary(f => f.id, f => f.index, StringComparer.Ordinal);
        return this with
        {
            Engagements = Take(source?.Engagements, f => f.EngagementId),
            Posts = Take(source?.Posts, f => f.PostId),
            Spells = Take(source?.Spells, f => f.SpellId),
            Educations = Take(source?.Educations, f => f.EducationId),
            Titles = Take(source?.Titles, f => f.TitleId),
            Credentials = Take(source?.Credentials, f => f.CredentialId),
            Practices = Take(source?.Practices, f => f.PracticeId),
            Recognitions = Take(source?.Recognitions, f => f.RecognitionId),
            Honours = Take(source?.Honours, f => f.HonourId),
        };

        List<T> Take<T>(IReadOnlyList<T>? facts, Func<T, string> id) =>
            [.. (facts ?? []).Where(f => order.ContainsKey(id(f))).OrderBy(f => order[id(f)])];
    }
}
