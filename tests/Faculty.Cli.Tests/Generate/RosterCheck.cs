using System.Text.RegularExpressions;
using Row = System.Collections.Generic.Dictionary<string, string>;

namespace Faculty.Cli.Tests.Generate;

/// <summary>The registry's rules as a stranger would check them on the files; every broken one is a sentence.</summary>
internal sealed partial class RosterCheck
{
    // What makes a fact of a teacher the same fact, table by table.
    private static readonly (string Table, string Columns)[] Keys =
    [
        ("teachers", "teacher_ref"), ("engagements", "school_code kind start_date"),
        ("posts", "school_code department_code category start_date"), ("spells", "school_code start_date"),
        ("education", "level graduated_on"), ("titles", "title_code"), ("credentials", "category number"),
        ("practice", "enterprise start_date"), ("recognitions", "authority certificate_number"), ("honours", "title granted_on"),
    ];

    private readonly Roster _roster;
    private readonly DateOnly _today;
    private readonly List<string> _broken = [];
    private readonly HashSet<string> _teachers;
    private readonly Dictionary<string, Row> _organisations;
    private readonly ILookup<string, Row> _engagements;
    private readonly ILookup<string, Row> _posts;
    private readonly ILookup<string, Row> _credentials;

    private RosterCheck(Roster roster, DateOnly today)
    {
        (_roster, _today) = (roster, today);
        _teachers = [.. roster["teachers"].Select(t => t["teacher_ref"])];
        _organisations = roster["organisations"].ToDictionary(o => o["code"]);
        _engagements = roster.ByTeacher("engagements");
        _posts = roster.ByTeacher("posts");
        _credentials = roster.ByTeacher("credentials");
    }

    public static List<string> Of(Roster roster, DateOnly today)
    {
        var check = new RosterCheck(roster, today);
        check.Organisations();
        check.Identities();
        check.Order();
        check.Periods();
        foreach (var teacher in roster["teachers"])
        {
            check.Engagements(teacher);
            foreach (var engagement in check._engagements[teacher["teacher_ref"]])
                check.PrimaryPosts(engagement);
            check.Qualifications(teacher);
        }
        check.StaffNumbers();
        check.Posts();
        check.Recognitions();
        return check._broken;
    }

    private void Must(bool holds, string rule, Row row)
    {
        if (!holds)
            _broken.Add($"{rule}: {string.Join(',', row.Values)}");
    }

    private void Organisations()
    {
        var told = new HashSet<string>();
        foreach (var row in _roster["organisations"])
        {
            Must(CodePattern().IsMatch(row["code"]) && told.Add(row["code"]), "an organisation has its own code", row);
            var above = row["parent_code"];
            Must(row["kind"] == "NATION" ? above == "" : told.Contains(above), "the parent comes before the child", row);
            Must((row["kind"] == "SCHOOL") == (row["school_type"] != ""), "a school, and nothing else, has a school type", row);
        }
        foreach (var school in _roster["organisations"].Where(o => o["kind"] == "SCHOOL"))
        {
            var departments = _roster["organisations"].Count(o => o["parent_code"] == school["code"]);
            Must(departments is >= 3 and <= 6, "a school has three to six departments", school);
        }
    }

    private void Identities()
    {
        var numbers = new HashSet<string>();
        foreach (var row in _roster["teachers"])
        {
            Must(row["name"].Length is >= 1 and <= 50, "a name has 1 to 50 characters", row);
            Must(row["mobile"] == "" || MobilePattern().IsMatch(row["mobile"]), "a mobile is in the unused block", row);
            Must((row["id_number"] == "") == (row["id_type"] == ""), "a number has a type", row);
            if (row["id_number"] is not { Length: > 0 } number)
                continue;
            Must(IdPattern().IsMatch(number) && number[17] == CheckCharacter(number), "an ID number has its check character", row);
            Must(number[6..14] == row["birth_date"].Replace("-", ""), "the ID number holds the birth date", row);
            Must((number[16] - '0') % 2 == (row["sex"] == "MALE" ? 1 : 0), "the ID number holds the sex", row);
            Must(numbers.Add(number), "an ID number belongs to one person", row);
        }
    }

    private static char CheckCharacter(string number)
    {
        // ISO 7064 MOD 11-2 from the left, another way than the weights of GB 11643.
        var rest = 0;
        foreach (var digit in number[..17])
            rest = (rest + (digit - '0')) * 2 % 11;
        return "0123456789X"[(12 - rest) % 11];
    }

    private void Order()
    {
        foreach (var (table, key) in Keys)
        {
            var before = "";
            var facts = new HashSet<string>();
            foreach (var row in _roster[table])
            {
                var fact = row["teacher_ref"] + string.Join(',', key.Split(' ').Select(column => row[column]));
                Must(facts.Add(fact), $"{table} are told once", row);
                Must(_teachers.Contains(row["teacher_ref"]), $"{table} are of known teachers", row);
                var order = string.CompareOrdinal(before, row["teacher_ref"]);
                Must(order < 0 || (order == 0 && table != "teachers"), $"{table} are in the order of teachers", row);
                before = row["teacher_ref"];
            }
        }
    }

    private void Periods()
    {
        foreach (var table in (string[])["engagements", "posts", "spells", "practice", "recognitions"])
        {
            foreach (var row in _roster[table])
                Must(Roster.First(row) <= Roster.Last(row), $"{table} end after they begin", row);
        }
        foreach (var row in _roster["credentials"].Concat(_roster["titles"]).Concat(_roster["honours"]))
        {
            var day = row.GetValueOrDefault("issued_on") ?? row.GetValueOrDefault("obtained_on") ?? row["granted_on"];
            Must(Roster.Day(day) <= _today, "what was given was given by today", row);
        }
    }

    private void Engagements(Row teacher)
    {
        var own = _engagements[teacher["teacher_ref"]].ToList();
        Must(own.Count > 0, "a teacher is engaged", teacher);
        foreach (var one in own)
        {
            Must(Roster.Day(teacher["birth_date"]).AddYears(16) <= Roster.First(one), "nobody works before 16", one);
            Must(_organisations[one["school_code"]]["kind"] == "SCHOOL", "a school engages", one);
            foreach (var other in own.Where(o => o != one && Roster.First(o) <= Roster.Last(one) && Roster.First(one) <= Roster.Last(o)))
            {
                Must(!Roster.FullTime(one) || !Roster.FullTime(other), "one full-time engagement a day", one);
                var elsewhere = one["school_code"] != other["school_code"];
                Must(elsewhere || one["kind"] != other["kind"], "engagements of one kind do not overlap", one);
            }
        }
    }

    private void PrimaryPosts(Row engagement)
    {
        var day = Roster.First(engagement);
        var posts = _posts[engagement["teacher_ref"]]
            .Where(p => p["school_code"] == engagement["school_code"] && p["primary"] == "yes")
            .Where(p => Roster.First(p) >= day && Roster.First(p) <= Roster.Last(engagement))
            .OrderBy(p => p["start_date"], StringComparer.Ordinal).ToList();
        var tiles = posts.Count > 0 && Roster.Last(posts[^1]) == Roster.Last(engagement) && Roster.First(posts[0]) == day;
        for (var i = 1; i < posts.Count; i++)
            tiles &= Roster.Last(posts[i - 1]).AddDays(1) == Roster.First(posts[i]);
        Must(tiles, "exactly one primary post per engagement and day", engagement);
    }

    private void Posts()
    {
        foreach (var row in _roster["posts"].Concat(_roster["spells"]))
        {
            var inside = _engagements[row["teacher_ref"]].Any(e => e["school_code"] == row["school_code"]
                && Roster.First(e) <= Roster.First(row) && Roster.Last(row) <= Roster.Last(e));
            Must(inside, "posts and spells lie inside an engagement", row);
        }
        foreach (var row in _roster["posts"])
        {
            Must(_organisations[row["department_code"]]["parent_code"] == row["school_code"], "the department is the school's", row);
            var specialty = row["category"] is "SPECIALTY" or "PRACTICE";
            Must(specialty == MajorPattern().IsMatch(row["major_code"]), "specialty posts name a major", row);
        }
    }

    private void StaffNumbers()
    {
        foreach (var number in _roster["engagements"].GroupBy(e => (e["school_code"], e["staff_number"])))
            Must(number.Select(e => e["teacher_ref"]).Distinct().Count() == 1, "a staff number belongs to one person", number.First());
    }

    private void Qualifications(Row teacher)
    {
        var practiceOnly = _posts[teacher["teacher_ref"]].All(p => p["category"] == "PRACTICE");
        foreach (var row in _credentials[teacher["teacher_ref"]].Where(c => c["category"] == "TEACHER_QUALIFICATION"))
        {
            var number = row["number"];
            Must(QualificationPattern().IsMatch(number), "a qualification has 17 digits of its pattern", row);
            Must(number[..4] == row["issued_on"][..4], "the qualification says its year", row);
            Must(number[10] == (teacher["sex"] == "MALE" ? '1' : '2'), "the qualification says the sex", row);
            Must(number[9] == '5' || practiceOnly, "type 6 holds practice posts only", row);
        }
    }

    private void Recognitions()
    {
        var certificates = new Dictionary<string, Row>();
        foreach (var row in _roster["recognitions"])
        {
            var fresh = certificates.TryAdd(row["certificate_number"] + row["authority"], row);
            Must(fresh, "a certificate number is used once per authority", row);
            Must(Roster.Last(row) == Roster.First(row).AddMonths(60).AddDays(-1), "a recognition holds for 60 months", row);
            Must(row["level"] is "JUNIOR" or "MIDDLE" or "SENIOR", "a recognition has a level", row);
            Must(row["track"] == "SECONDARY", "a secondary school has the secondary track", row);
        }
        foreach (var certificate in _roster["recognition_events"].GroupBy(e => e["certificate_number"] + e["authority"]))
        {
            var recognition = certificates.GetValueOrDefault(certificate.Key);
            foreach (var row in certificate)
            {
                var known = recognition is not null && Roster.Covers(recognition, Roster.Day(row["effective_date"]));
                Must(known, "an event befalls a known recognition", row);
                Must(row["type"] != "REVOKE" || certificate.Last() == row, "nothing follows a revocation", row);
            }
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,32}\z")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"\A1900000[0-9]{4}\z")]
    private static partial Regex MobilePattern();

    [GeneratedRegex(@"\A140599[0-9]{11}[0-9X]\z")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"\A[67][0-9]{5}\z")]
    private static partial Regex MajorPattern();

    [GeneratedRegex(@"\A[0-9]{6}99[0-9][56][12][0-9]{6}\z")]
    private static partial Regex QualificationPattern();
}
