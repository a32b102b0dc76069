using System.Globalization;
using Faculty.Fuzz;
using SharpFuzz;

switch (args)
{
    case ["soak", var seconds, .. var names] when int.TryParse(seconds, CultureInfo.InvariantCulture, out var length):
        var seed = Environment.TickCount;
        var found = false;
        foreach (var target in names is [] ? Targets.All : [.. names.Select(Targets.Named)])
        {
            var (execs, input, finding) = Soak.Run(target, TimeSpan.FromSeconds(length), seed);
            Console.WriteLine($"{target.Name}: {execs} execs in {length} s at most, seed {seed}{(finding is null ? "" : $", FOUND {Convert.ToHexString(input!)}\n{finding}")}");
            found |= finding is not null;
        }
        return found ? 1 : 0;
    case ["seeds", var folder]:
        foreach (var target in Targets.All)
        {
            Directory.CreateDirectory(Path.Combine(folder, target.Name));
            foreach (var (i, bytes) in target.Seeds.Index())
            {
                File.WriteAllBytes(Path.Combine(folder, target.Name, $"seed-{i:00}"), bytes);
            }
        }
        return 0;
    case ["afl", var name]:
        var run = Targets.Named(name).Run;
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            run(bytes.ToArray());
        });
        return 0;
    default:
        Console.Error.WriteLine($"soak SECONDS [TARGET...] | seeds DIR | afl TARGET   (targets: {string.Join(", ", Targets.All.Select(t => t.Name))})");
        return 2;
}
