using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

/// <summary>`faculty quotas seats`: the balance of a day, with its parts, and beside another day.</summary>
internal static class GetSeats
{
    public static Command Create(Words words) => new RequestCommand<GetSeatsRequest>(
            "seats", words["authorised, occupied, kept and vacant seats on a day", "某日编制余额：核定、在编、预占、空缺"], words,
            ("--scope!", "scope_code", "code of the organisation", "机构代码"),
            ("--on", "as_of", "the day; today in China when absent", "日期，默认今天"),
            ("--known-at", "known_at", "as known then: revision, day or instant", "当时所知：版本号、日期或时刻"),
            ("--by", "by", "parts: category, department, school or child", "分项：类别、系部、学校或下级机构"),
            ("--over", "over_only", "only parts that are over the establishment", "只列超编的分项"),
            ("--compare", "compare_with", "beside the balance of this day", "与该日比较"),
            ("--after", "after_change_token", "not before this change token is counted", "不早于该变更位置"))
        .Calls<GetSeatsResponse>(c => c.Seats.GetSeatsAsync, (reply, run) => SeatView.Whole(reply, run));
}
