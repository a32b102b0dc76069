namespace Faculty.Cli.Running;

/// <summary>What scripts learn from a run.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Usage = 2;
    public const int Unreachable = 3;

    /// <summary>Ended by Ctrl-C before it was done, as shells have it.</summary>
    public const int Interrupted = 130;
}
