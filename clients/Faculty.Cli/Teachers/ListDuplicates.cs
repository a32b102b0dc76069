using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class ListDuplicates
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamPossibleDuplicatesRequest>(
                "duplicates", words["list pairs that may be one person and nobody has reviewed", "列出可能重复且未确认的记录"], words,
                ("--school", "school_code", "only pairs with a teacher of this school", "只列涉及该校的"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintAsync(
                run.Connection.Teachers.StreamPossibleDuplicates(request, cancellationToken: ct), r => r.Pairs,
                () => Tables.New(
                    words["first", "记录一"], words["second", "记录二"], words["name", "姓名"], words["birth date", "出生日期"], words["equal", "相同项"]),
                pair =>
                [
                    pair.First.TeacherId, pair.Second.TeacherId, pair.First.Identity.DisplayName, Dates.Of(pair.First.Identity.BirthDate),
                    string.Join(", ", pair.Matches.Select(m => Match(m, words))),
                ],
                run.Parse.GetValue(limit), ct));
    }

    private static string Match(string field, Words words) => field switch
    {
        "name" => words["name", "姓名"],
        "birth_date" => words["birth date", "出生日期"],
        "sex" => words["sex", "性别"],
        _ => field,
    };
}
