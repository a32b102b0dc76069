using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Applications;

internal static class Precheck
{
    public static Command Create(Words words)
    {
        var teacher = new Argument<string?>("TEACHER_ID") { Description = words["the teacher", "教师编号"], Arity = ArgumentArity.ZeroOrOne };
        var school = Inputs.Text("--school", words["everybody of this school instead", "改为查看全校教师"]);
        return new RequestCommand<PrecheckRequest>(
                "precheck", words["what a teacher has and lacks for a level, on any day", "预审：教师申报某级别已具备和尚缺的条件，可查任意日期"], words,
                ("--level!", "level", "level", "级别"),
                ("--track", "track", "track; the school's when absent", "类型，默认按学校"),
                ("--as-of|--on", "as_of", "the day; today when absent", "日期，默认今天"),
                ("--known-at", "known_at", "as known then: revision, day or instant", "当时所知：版本号、日期或时刻"),
                ("--organisation", "organisation_code", "whose rules; the teacher's school's when absent", "按哪个机构的规则，默认为所在学校"))
            .With(teacher)
            .With(school)
            .Does(null, async (request, run, ct) => (run.Parse.GetValue(teacher), run.Parse.GetValue(school)) switch
            {
                ({ } id, null) => await OfTeacherAsync(new(request) { TeacherId = id }, run, ct),
                (null, { } code) when request.OrganisationCode.Length == 0 => await PrecheckSchool.ShowAsync(new() { SchoolCode = code, Level = request.Level, Track = request.Track, AsOf = request.AsOf, KnownAt = request.KnownAt }, run, ct),
                _ => throw new UsageException(words["Name a teacher, or a school by --school CODE, and not both.", "请指定一位教师，或用 --school 指定学校，二者取其一。"]),
            });
    }

    private static async Task<int> OfTeacherAsync(PrecheckRequest request, Run run, CancellationToken ct)
    {
        var reply = await run.Connection.Prechecks.PrecheckAsync(request, cancellationToken: ct);
        if (run.Json)
        {
            run.WriteJson(reply);
            return ExitCode.Done;
        }
        var words = run.Words;
        run.WriteLine(words[
            $"{words.Of(reply.Track)} {words.Of(reply.Level)} by {reply.RuleVersion} on {Dates.Of(reply.AsOf)}: {words.Of(reply.Result)}",
            $"{words.Of(reply.Track)}{words.Of(reply.Level)}，规则 {reply.RuleVersion}，{Dates.Of(reply.AsOf)}：{words.Of(reply.Result)}"]);
        run.WriteLine(FindingsView.MayApply(reply.MayApply, reply.Held, words));
        run.Write(FindingsView.Table(reply.Findings, words));
        return ExitCode.Done;
    }
}
