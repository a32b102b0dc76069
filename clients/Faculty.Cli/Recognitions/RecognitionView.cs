using Faculty.Cli.Running;
using Faculty.V1;
using Spectre.Console;

namespace Faculty.Cli.Recognitions;

/// <summary>How a recognition is shown.</summary>
internal static class RecognitionView
{
    public static void Whole(RecognitionEntry entry, Run run)
    {
        run.WriteLine($"{entry.TeacherId}  {InForce(entry, run.Words)}");
        run.Write(Tables.Facts([entry.Recognition], run.Words)!);
    }

    public static Table List(Words words) => Tables.New(
        words["teacher", "教师编号"], words["certificate", "证书编号"], words["authority", "认定机构"], words["level", "级别"], words["field", "专业领域"],
        words["from", "生效日期"], words["to", "有效期至"], words["in force", "是否有效"]);

    public static IEnumerable<string> Row(RecognitionEntry entry, Words words) =>
    [
        entry.TeacherId, entry.Recognition.CertificateNumber, entry.Recognition.Authority, words.Of(entry.Recognition.Level),
        entry.Recognition.Field, Dates.Of(entry.Recognition.StartDate), Dates.Of(entry.Recognition.LastDate), InForce(entry, words),
    ];

    private static string InForce(RecognitionEntry entry, Words words) => entry.InForce
        ? words["in force", "有效"]
        : entry.NotInForceCause switch
        {
            "NOT_YET" => words["not yet", "尚未生效"],
            "LAPSED" => words["lapsed", "已到期"],
            "REVOKED" => words["revoked", "已撤销"],
            "SUSPENDED" => words["suspended", "已暂停"],
            "SUPERSEDED" => words["superseded", "已晋级"],
            "UNVERIFIED" => words["unverified", "未核实"],
            var other => other,
        };
}
