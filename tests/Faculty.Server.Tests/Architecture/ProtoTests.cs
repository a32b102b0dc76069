using System.Diagnostics;
using Faculty.V1;

namespace Faculty.Server.Tests.Architecture;

/// <summary>The protos are linted, and never broken against the last release. tests/run installs buf.</summary>
public sealed class ProtoTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void The_protos_pass_the_lint() => Buf("lint");

    [Fact]
    public void The_protos_do_not_break_what_was_released() => Buf("breaking", "--against", "../tests/protos/released.binpb");

    [Fact]
    public void A_field_that_changes_its_type_is_noticed()
    {
        var copy = Directory.CreateTempSubdirectory("faculty-protos-").FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "protos"), "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(Path.Combine(Root, "protos"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.WriteAllText(to, File.ReadAllText(file).Replace("int64 numerator = 7;", "string numerator = 7;", StringComparison.Ordinal));
        }

        var (exitCode, said) = Run("breaking", copy, "--against", "../tests/protos/released.binpb");

        Assert.True(exitCode != 0 && said.Contains("numerator", StringComparison.Ordinal), said);
        Directory.Delete(copy, recursive: true);
    }

    [Fact]
    public void Every_error_reason_has_a_status_code()
    {
        var reasons = ErrorReflection.Descriptor.EnumTypes.Single(e => e.Name == nameof(ErrorReason)).Values.Skip(1);
        Assert.All(reasons, r => Assert.True(Enum.TryParse<Grpc.Core.StatusCode>(
            r.GetOptions().GetExtension(OptionsExtensions.Status).Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out _), r.Name));
    }

    private static void Buf(params string[] arguments)
    {
        var (exitCode, said) = Run(arguments);
        Assert.True(exitCode == 0, said);
    }

    private static (int ExitCode, string Said) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "tests/protos/node_modules/.bin/buf"), arguments)
        {
            WorkingDirectory = Path.Combine(Root, "protos"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var buf = Process.Start(start)!;
        var said = buf.StandardOutput.ReadToEnd() + buf.StandardError.ReadToEnd();
        buf.WaitForExit();
        return (buf.ExitCode, said);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Faculty.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run inside the repository.");
        }
        return folder;
    }
}
