using System.Diagnostics;

namespace Faculty.Server.Tests.Certification.Certificates;

/// <summary>Programs that look at a file as its readers do; tests/run installs them.</summary>
internal static class Tool
{
    /// <summary>What a program says about a file on its standard output.</summary>
    public static string Says(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {error.Result}");
        return said;
    }
}
