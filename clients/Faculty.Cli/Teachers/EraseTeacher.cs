using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Teachers;

/// <summary>`faculty teachers erase`: says what would be lost, asks, and erases.</summary>
internal static class EraseTeacher
{
    public static Command Create(Words words)
    {
        var yes = Inputs.Flag("--yes", words["do not ask", "不再询问"]);
        return new RequestCommand<EraseTeacherRequest>(
                "erase", words["erase who a person is, for ever; the dated facts stay", "永久抹除身份信息，业务事实保留"], words,
                ("TEACHER_ID", "teacher_id", "the person", "教师编号"))
            .With(yes)
            .Does(null, (request, run, ct) => EraseAsync(request, run.Parse.GetValue(yes), run, ct));
    }

    private static async Task<int> EraseAsync(EraseTeacherRequest request, bool sure, Run run, CancellationToken ct)
    {
        var words = run.Words;
        var loss = await run.Connection.Privacy.EraseTeacherAsync(new(request) { ValidateOnly = true }, cancellationToken: ct);
        var reply = loss;
        if (!request.ValidateOnly)
        {
            Tell(loss, run);
            if (!sure && !Confirmed(request.TeacherId, run))
            {
                run.Say(words["Nothing was erased.", "未抹除任何内容。"]);
                return ExitCode.Refused;
            }
            reply = await run.Connection.Privacy.EraseTeacherAsync(request, cancellationToken: ct);
        }
        if (run.Json)
        {
            run.WriteJson(reply);
        }
        else if (request.ValidateOnly)
        {
            Tell(loss, run);
        }
        else
        {
            run.WriteLine(words[
                $"Erased {string.Join(", ", reply.ErasedTeacherIds)}. Destroy copies of the keys that are older than this within 30 days.",
                $"已抹除 {string.Join("、", reply.ErasedTeacherIds)}。请在 30 天内销毁此前的密钥备份。"]);
        }
        return ExitCode.Done;
    }

    private static void Tell(EraseTeacherResponse loss, Run run)
    {
        var fields = FieldTerms.Listed(loss.LostFields, run.Words);
        run.Say(run.Words[
            $"Lost for ever, in all {loss.VersionCount} recorded versions and in every backup: {fields}. Records concerned: {loss.ErasedTeacherIds.Count}.",
            $"将永久失去（共 {loss.VersionCount} 个历史版本及全部备份）：{fields}。涉及记录 {loss.ErasedTeacherIds.Count} 条。"]);
        run.Say(run.Words[
            $"What stays: {loss.KeptFactCount} dated facts (engagements, posts, certificates), which figures were made of.",
            $"保留：{loss.KeptFactCount} 项业务事实（聘用、任职、证书等），统计依据不变。"]);
    }

    private static bool Confirmed(string teacherId, Run run)
    {
        if (Console.IsInputRedirected)
        {
            throw new UsageException(run.Words["Nobody is there to ask; say --yes if it is meant.", "无法交互确认；确定时请加 --yes。"]);
        }
        run.Say(run.Words["There is no way back. Type the id again to erase:", "此操作无法撤销。请再次输入教师编号以确认："]);
        return Console.In.ReadLine()?.Trim() == teacherId;
    }
}
