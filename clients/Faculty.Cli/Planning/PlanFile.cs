using Faculty.Domain.Training.Planning;

namespace Faculty.Cli.Planning;

/// <summary>Writes a plan as a list of sessions with the place of their time and their trainers, a line each; it bears its name only when it is whole.</summary>
internal static class PlanFile
{
    public static void Write(string path, Instance instance, IReadOnlyList<Booking> bookings)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        // Ids of such a file are whole numbers.
        var lines = bookings.Select(b =>
            $$"""{"session":{{instance.Sessions[b.Session].Id}},"option":{{b.Option}},"trainers":[{{string.Join(',', b.Trainers.Select(t => instance.Trainers[t].Id))}}]}""");
        File.WriteAllText(full + ".part", $"[\n{string.Join(",\n", lines)}\n]\n");
        File.Move(full + ".part", full, overwrite: true);
    }
}
