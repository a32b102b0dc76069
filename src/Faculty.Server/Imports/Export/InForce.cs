using Faculty.Domain.Teachers;

namespace Faculty.Server.Imports.Export;

/// <summary>A record with only the facts of one day.</summary>
internal static class InForce
{
    public static Teacher On(Teacher teacher, DateOnly day) => teacher with
    {
        Engagements = [.. teacher.Engagements.Where(f => f.Period.Covers(day))],
        Posts = [.. teacher.Posts.Where(f => f.Period.Covers(day))],
        Spells = [.. teacher.Spells.Where(f => f.Period.Covers(day))],
        Educations = [.. teacher.Educations.Where(f => !(f.GraduatedOn?.Earliest > day))],
        Titles = [.. teacher.Titles.Where(f => !(f.ObtainedOn?.Earliest > day))],
        Credentials = [.. teacher.Credentials.Where(f => !((f.StartDate ?? f.IssuedOn?.Earliest) > day) && !(f.LastDate < day))],
        Practices = [.. teacher.Practices.Where(f => f.Period.Covers(day))],
        Recognitions = [.. teacher.Recognitions.Where(f => f.Period.Covers(day))],
        Honours = [.. teacher.Honours.Where(f => !(f.GrantedOn?.Earliest > day) && !(f.RevokedOn <= day))],
    };
}
