using Faculty.Domain.Certification;
using Faculty.Domain.Time;

namespace Faculty.Domain.Teachers;

public sealed partial record Teacher
{
    /// <summary>The record with only the facts that are in force on a day.</summary>
    public Teacher AsOf(DateOnly day) => this with
    {
        Engagements = [.. Engagements.Where(f => f.Period.Covers(day))],
        Posts = [.. Posts.Where(f => f.Period.Covers(day))],
        Spells = [.. Spells.Where(f => f.Period.Covers(day))],
        Educations = [.. Educations.Where(f => HasCome(f.GraduatedOn, day))],
        Titles = [.. Titles.Where(f => HasCome(f.ObtainedOn, day))],
        Credentials = [.. Credentials.Where(f => f.IsValidOn(day))],
        Practices = [.. Practices.Where(f => f.Period.Covers(day))],
        Recognitions = [.. Recognitions.Where(f => f.StateOn(day) == RecognitionState.InForce)],
        Honours = [.. Honours.Where(f => HasCome(f.GrantedOn, day) && !(f.RevokedOn <= day))],
    };

    // An undated fact counts on any day: older records lack dates.
    private static bool HasCome(PartialDate? date, DateOnly day) => !(date?.Earliest > day);
}
