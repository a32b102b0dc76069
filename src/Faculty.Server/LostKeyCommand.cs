using Faculty.Server.Privacy;

namespace Faculty.Server;

/// <summary>`lost-key` (密钥遗失): what the program does instead of serving when a person's key is gone.</summary>
internal static class LostKeyCommand
{
    public const string Name = "lost-key";
    public const string Usage = "lost-key TEACHER_ID --reason WHY [--data DIR] [--keys DIR]（声明密钥遗失：永久放弃此人的身份信息，使其余数据得以启动；gives up that person's identity for ever, so that the rest starts）";

    /// <summary>Declares a key lost; the sentence to print, in both languages: whoever stands before a server that does not start has no client.</summary>
    /// <exception cref="UsageException">The arguments are wrong.</exception>
    public static async Task<string> RunAsync(string[] args, TimeProvider clock)
    {
        var at = Array.IndexOf(args, "--reason");
        if (at < 1 || at + 1 == args.Length || args[0].StartsWith('-'))
        {
            throw new UsageException(Usage);
        }
        await LostKeys.DeclareAsync(ServerOptions.Parse([.. args[1..at], .. args[(at + 2)..]]), args[0], args[at + 1], clock);
        return $"""
            已声明 {args[0]} 的密钥遗失。请启动服务器：启动时记入日志，该记录此后按已抹除显示。
            The key of {args[0]} is declared lost. Start the server: it tells the journal, and shows the record as an erased one.
            """;
    }
}
