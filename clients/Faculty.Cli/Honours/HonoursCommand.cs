using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Honours;

/// <summary>`faculty honours …` (荣誉): who bears which; they are recorded with `faculty teachers record-honour`.</summary>
internal static class HonoursCommand
{
    public static Command Create(Words words) => new("honours", words["honours such as 教学名师", "荣誉，如教学名师"])
    {
        ListHonours(words),
    };

    private static Command ListHonours(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamHonoursRequest>(
                "list", words["list honours by level, year and school", "按级别、年份、学校列出荣誉"], words,
                ("--level", "level", "国家级， 省级， 市级， 县级 or 校级", "级别"),
                ("--year", "year", "year it was granted in", "授予年份"),
                ("--title", "title", "only this honour, such as 教学名师", "荣誉名称，如教学名师"),
                ("--school", "school_code", "only of those at this school, or below this organisation", "学校，或其上级机构"),
                ("--on", "as_of", "borne on this day; today when absent", "该日持有的，默认今天"),
                ("--revoked", "with_revoked", "also those that are revoked", "含已撤销的"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintAsync(
                run.Connection.Teachers.StreamHonours(request, cancellationToken: ct), r => r.Honours,
                () => Tables.New(words["honour", "荣誉"], words["level", "级别"], words["granted", "授予日期"], words["document", "文号"], words["name", "姓名"], words["school", "学校"], words["teacher", "教师编号"]),
                h => [h.Honour.Title, h.Honour.Level, Dates.Of(h.Honour.GrantedOn), h.Honour.DocumentNumber, h.DisplayName, string.Join(words[", ", "、"], h.SchoolCodes), h.TeacherId],
                run.Parse.GetValue(limit), ct));
    }
}
