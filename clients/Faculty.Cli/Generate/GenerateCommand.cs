using System.CommandLine;
using System.Globalization;
using Faculty.Cli.Running;

namespace Faculty.Cli.Generate;

/// <summary>`faculty generate DIR --teachers N --seed S`: a plausible roster of nobody real. Needs no server.</summary>
internal static class GenerateCommand
{
    public static Command Create(Words words)
    {
        var folder = new Argument<string>("DIR") { Description = words["folder to write the CSV files into", "写入 CSV 文件的文件夹"] };
        var teachers = new Option<int>("--teachers")
        {
            Description = words["number of teachers, 1 to 2,000,000", "教师人数，1 至 2,000,000"],
            DefaultValueFactory = _ => 1_000,
        };
        var seed = new Option<int>("--seed")
        {
            Description = words["the same seed gives the same bytes", "随机种子，种子相同则结果相同"],
            DefaultValueFactory = _ => 1,
        };
        var today = new Option<DateOnly?>("--today")
        {
            Description = words[
                $"day up to which lives are told; {RosterOptions.DefaultToday:yyyy-MM-dd} when absent",
                $"截止日期，默认 {RosterOptions.DefaultToday:yyyy-MM-dd}"],
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    && day.Year is >= 2010 and <= 2100)
                    return day;
                result.AddError(words["--today: a day YYYY-MM-DD from 2010 to 2100.", "--today：2010 至 2100 年的日期 YYYY-MM-DD。"]);
                return null;
            },
        };
        var faults = new Option<bool>("--faults")
        {
            Description = words["spoil about 1 % of the rows and list them in faults.csv", "植入约 1 % 的错误，清单见 faults.csv"],
        };
        var workbook = new Option<bool>("--xlsx") { Description = words["also write roster.xlsx", "另存工作簿 roster.xlsx"] };
        var sample = new Option<bool>("--sample") { Description = words["the sample school of the server instead", "改为生成服务器自带的示例学校"] };
        var command = new Command("generate", words["write a made-up roster in the import format", "按导入格式生成模拟名册"])
        {
            folder, teachers, seed, today, faults, workbook, sample,
        };
        command.Validators.Add(result =>
        {
            // Options left away have no value yet here; their defaults are in range.
            var most = result.GetValue(workbook) ? RosterOptions.MostTeachersInWorkbook : RosterOptions.MostTeachers;
            if (Given(teachers) && result.GetValue(teachers) is var number && (number < 1 || number > most))
                result.AddError(words[$"--teachers: from 1 to {most}.", $"--teachers：1 至 {most}。"]);
            if (result.GetValue(sample) && (Given(teachers) || Given(seed)))
                result.AddError(words["--sample has its own --teachers and --seed.", "--sample 不能与 --teachers、--seed 同用。"]);

            bool Given(Option option) => result.GetResult(option) is { Implicit: false };
        });
        return command.Does(words, async (run, ct) =>
        {
            var parse = run.Parse;
            var options = (parse.GetValue(sample) ? RosterOptions.Sample
                : new RosterOptions { Teachers = parse.GetValue(teachers), Seed = parse.GetValue(seed) }) with
            {
                Today = parse.GetValue(today) ?? RosterOptions.DefaultToday,
                Faults = parse.GetValue(faults),
                Workbook = parse.GetValue(workbook),
            };
            var path = parse.GetRequiredValue(folder);
            var rows = await run.WatchedAsync(progressed => Task.Run(() => RosterGenerator.Generate(options, path, done =>
            {
                ct.ThrowIfCancellationRequested();
                progressed(words["teachers", "教师"], done, options.Teachers);
            }), ct));
            run.Report(
                words[$"{options.Teachers} teachers, {rows} rows.", $"{options.Teachers} 名教师，共 {rows} 行。"],
                ("teachers", options.Teachers), ("rows", rows));
            return ExitCode.Done;
        });
    }
}
