using System.Diagnostics;
using Faculty.V1;

namespace Faculty.Server.Tests.Architecture;

/// <summary>The protos are linted, and never broken against the last release. tests/run installs buf.</summary>
public sealed class ProtoTests
{
    [Fact]
    public void The_protos_pass_the_lint() => Buf("lint");

    [Fact]
    public void The_protos_do_not_break_what_was_released() => Buf("breaking", "--against", "../tests/protos/released.binpb");

    [Fact]
    public void Every_error_reason_has_a_status_code()
    {
        var reasons = ErrorReflection.Descriptor.EnumTypes.Single(e => e.Name == nameof(ErrorReason)).Values.Skip(1);
        Assert.All(reasons, r => Assert.True(Enum.TryParse<Grpc.Core.StatusCode>(
            r.GetOptions().GetExtension(OptionsExtensions.Status).Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out _), r.Name));
    }

    private static void Buf(params string[] arguments)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Faculty.sln")))
        {
            root = Path.GetDirectoryName(root)!;
        }
        var start = new ProcessStartInfo(Path.Combine(root, "tests/protos/node_modules/.bin/buf"))
        {
            WorkingDirectory = Path.Combine(root, "protos"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        using var buf = Process.Start(start)!;
        var said = buf.StandardOutput.ReadToEnd() + buf.StandardError.ReadToEnd();
        buf.WaitForExit();
        Assert.True(buf.ExitCode == 0, said);
    }
}
