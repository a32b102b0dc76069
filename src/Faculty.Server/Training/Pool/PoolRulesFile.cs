using Faculty.Domain.Training.Pool;
using Faculty.Server.Hosting;
using Google.Protobuf;

namespace Faculty.Server.Training.Pool;

/// <summary>The rules of the pool: those that lie in the server, whose coordinates are made up, or those of --pool-rules in their place.</summary>
internal static class PoolRulesFile
{
    /// <exception cref="StartException">The file cannot be read, or its rules cannot be.</exception>
    public static PoolRules Read(string? file) =>
        RulesFile.Read("--pool-rules", file, "Faculty.Server.Training.Pool.Rules.pool.json", "faculty trainers rules --json", Rules);

    private static PoolRules Rules(string json) => Wire.ToRecord(JsonParser.Default.Parse<V1.GetPoolRulesResponse>(json).Rules ?? new()).Sound();
}
