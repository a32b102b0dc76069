namespace Faculty.Cli.Generate;

/// <summary>Writes a plausible roster of any size as CSV files in the import format, one person after the other.</summary>
internal static class RosterGenerator
{
    public const string WorkbookFile = "roster.xlsx";

    /// <summary>
    /// Replaces the roster in the folder, leaving other files alone, and returns the rows written. After each school it tells how many
    /// teachers stand.
    /// </summary>
    public static long Generate(RosterOptions options, string folder, Action<int>? progress = null)
    {
        Directory.CreateDirectory(folder);
        File.Delete(Path.Combine(folder, $"{RosterFiles.FaultList}.csv"));
        File.Delete(Path.Combine(folder, WorkbookFile));
        var catalogue = Catalogue.Load();
        var plan = new SchoolPlan(catalogue, options);
        var careers = new Careers(new People(catalogue), options.Today);
        var dice = new Dice((ulong)options.Seed);
        long rows;
        using (var files = new RosterFiles(folder, options))
        {
            foreach (var school in plan.Schools())
                files.Write(school);
            if (options.OneSchool)
                files.WriteEnterprise(plan.Schools().First());
            var number = 0;
            School? neighbour = null;
            foreach (var school in plan.Schools())
            {
                for (var place = 1; place <= school.Size; place++)
                    files.Write(Tell(dice.For(Purpose.Teacher, ++number), careers, number, place, school, neighbour, options.Today));
                neighbour = school;
                progress?.Invoke(number);
            }
            rows = files.Rows;
        }
        if (options.Workbook)
            Workbook.Write(folder, Path.Combine(folder, WorkbookFile));
        return rows;
    }

    private static Teacher Tell(Dice dice, Careers careers, int number, int place, School school, School? neighbour, DateOnly today)
    {
        var teacher = careers.Live(dice, number, place, school, neighbour);
        Schooling.Add(dice, teacher, school, today);
        Skills.Add(dice, teacher, school, today);
        Recognitions.Add(dice, teacher, school, today);
        return teacher;
    }
}
