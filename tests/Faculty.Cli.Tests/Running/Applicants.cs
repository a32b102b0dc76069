namespace Faculty.Cli.Tests.Running;

/// <summary>高平中专 with forty teachers of specialty subjects, nobody recognised; the first thirty fulfil what 初级 asks for. Nobody in it is real.</summary>
internal static class Applicants
{
    public const int All = 40, Ready = 30;

    public static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        Table(folder, "organisations", "code,name,kind,parent_code,school_type,start_date,last_date", [
            "140581,高平市,COUNTY,,,1990-01-01,", "GP,高平中专,SCHOOL,140581,中专,1990-01-01,", "GP-ZB,装备制造系,DEPARTMENT,GP,,1990-01-01,"]);
        Table(folder, "teachers", "teacher_ref,name,sex,birth_date,id_type,id_number,ethnic_group,mobile", Of(All, n => $"T{n:D2},甲{Digits(n)},MALE,1985-01-{1 + n % 28:D2},,,,"));
        Table(folder, "engagements", "teacher_ref,school_code,kind,staff_number,start_date,last_date,end_reason,hiring_route", Of(All, n => $"T{n:D2},GP,ESTABLISHED,{n:D4},2015-09-01,,,"));
        Table(folder, "posts", "teacher_ref,school_code,department_code,category,major_code,primary,start_date,last_date", Of(All, n => $"T{n:D2},GP,GP-ZB,SPECIALTY,,yes,2015-09-01,"));
        Table(folder, "titles", "teacher_ref,title_code,obtained_on,appointed_on,authority", Of(All, n => $"T{n:D2},024,2017-11-13,2018-01-01,教师系列职称评审委员会"));
        Table(folder, "practice", "teacher_ref,enterprise,post,start_date,last_date,verified", Of(All, n => $"T{n:D2},高平一厂,顶岗,2024-03-01,2024-06-30,yes"));
        Table(folder, "credentials", "teacher_ref,category,name,level,number,issuer,issued_on,start_date,last_date,occupation_code", [
            .. Of(All, n => $"T{n:D2},TEACHER_QUALIFICATION,中等职业学校教师资格,,Q{n:D4},晋城市教育局,2015-05-02,,,"),
            // The last ten have no certificate of a skill.
            .. Of(Ready, n => $"T{n:D2},SKILL_LEVEL,机电设备维修工,3,S{n:D4},山西职业技能评价中心,2020-07-15,,,6-31-01-10")]);
        return folder;
    }

    private static IEnumerable<string> Of(int count, Func<int, string> row) => Enumerable.Range(1, count).Select(row);

    private static string Digits(int n) => string.Concat($"{n:D2}".Select(d => "零一二三四五六七八九"[d - '0']));

    private static void Table(string folder, string name, string header, IEnumerable<string> rows) =>
        File.WriteAllLines(Path.Combine(folder, $"{name}.csv"), [header, .. rows]);
}
