using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

internal static class TeacherHistory
{
    public static Command Create(Words words) => new RequestCommand<ListTeacherVersionsRequest>(
            "history", words["list the recorded versions of a teacher, newest first", "列出教师记录的历次版本，新的在前"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号"))
        .Does(null, ShowAsync);

    private static async Task<int> ShowAsync(ListTeacherVersionsRequest request, Run run, CancellationToken ct)
    {
        var words = run.Words;
        var table = Tables.New(
            words["revision", "版本号"], words["recorded", "记录时间"], words["by", "操作者"], words["action", "操作"], words["reason", "原因"]).Right(0);
        do
        {
            var page = await run.Connection.Teachers.ListTeacherVersionsAsync(request, cancellationToken: ct);
            foreach (var version in page.Versions)
            {
                if (run.Json)
                {
                    run.WriteJson(version);
                }
                table.Row($"{version.Revision}", Dates.Of(version.RecordTime), Who.Of(version.AccountName, version.Actor), Terms.Action(version.Action), version.Reason);
            }
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        if (!run.Json)
        {
            run.Write(table);
        }
        return ExitCode.Done;
    }
}
