using System.CommandLine;
using System.Globalization;

namespace Faculty.Cli.Generate;

/// <summary><c>faculty generate DIR --teachers N --seed S</c>: a plausible roster, nobody real, the same for the same seed.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "folder to write the CSV files into (写入目录)" };
        var teachers = new Option<int>("--teachers")
        {
            Description = "number of teachers, 1 to 2,000,000 (教师人数)",
            DefaultValueFactory = _ => 1_000,
        };
        var seed = new Option<int>("--seed") { Description = "the same seed gives the same bytes (随机种子)", DefaultValueFactory = _ => 1 };
        var today = new Option<DateOnly>("--today")
        {
            Description = "day up to which lives are told, YYYY-MM-DD (截止日期)",
            DefaultValueFactory = _ => RosterOptions.DefaultToday,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    && day.Year is >= 2010 and <= 2100)
                    return day;
                result.AddError("--today: a day YYYY-MM-DD from 2010 to 2100.");
                return default;
            },
        };
        var faults = new Option<bool>("--faults") { Description = "spoil about 1 % of the rows and list them in faults.csv (植入错误)" };
        var workbook = new Option<bool>("--xlsx") { Description = "also write roster.xlsx (另存工作簿)" };
        var sample = new Option<bool>("--sample") { Description = "the sample school of the server instead (示例学校)" };
        var command = new Command("generate", "Write a made-up roster in the import format (生成模拟名册).")
        {
            folder, teachers, seed, today, faults, workbook, sample,
        };
        command.Validators.Add(result =>
        {
            // Options left away have no value yet here; their defaults are in range.
            var most = result.GetValue(workbook) ? RosterOptions.MostTeachersInWorkbook : RosterOptions.MostTeachers;
            if (Given(teachers) && result.GetValue(teachers) is var number && (number < 1 || number > most))
                result.AddError($"--teachers: {number} is not from 1 to {most}{(result.GetValue(workbook) ? " (with --xlsx)" : "")}.");
            if (result.GetValue(sample) && (Given(teachers) || Given(seed)))
                result.AddError("--sample has its own --teachers and --seed; leave them away.");

            bool Given(Option option) => result.GetResult(option) is { Implicit: false };
        });
        command.SetAction(result =>
        {
            var options = result.GetValue(sample) ? RosterOptions.Sample
                : new RosterOptions { Teachers = result.GetValue(teachers), Seed = result.GetValue(seed) };
            options = options with
            {
                Today = result.GetValue(today),
                Faults = result.GetValue(faults),
                Workbook = result.GetValue(workbook),
            };
            var error = result.InvocationConfiguration.Error;
            var told = 0;
            RosterGenerator.Generate(options, result.GetRequiredValue(folder), done =>
            {
                if (done < told + 100_000)
                    return;
                told = done;
                error.WriteLine($"{done} / {options.Teachers}");
            });
            error.WriteLine($"{options.Teachers} teachers (教师) → {result.GetRequiredValue(folder)}");
            return 0;
        });
        return command;
    }
}
