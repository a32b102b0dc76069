using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Keys;

/// <summary>`faculty keys …`: the keys that seal personal data (加密密钥).</summary>
internal static class KeysCommand
{
    public static Command Create(Words words) => new("keys", words[
        "rotate, doctor, backup: the keys that seal personal data", "rotate、doctor、backup：加密个人信息的密钥"])
    {
        RotateKeys.Create(words),
        CheckKeys.Create(words),
        BackUpKeys.Create(words),
    };
}
