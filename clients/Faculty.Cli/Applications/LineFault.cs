using Faculty.Cli.Running;
using Faculty.Client;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Cli.Applications;

/// <summary>What a server has against lines of a file, before anything is written.</summary>
/// <param name="Line">Number of the line.</param>
/// <param name="Refusal">Why it is refused.</param>
internal sealed record LineFault(int Line, ServerRefusal Refusal)
{
    /// <summary>
    /// The faults of all lines, in their order. A server names the first and stops, so what was refused is asked about again in halves: as many calls
    /// as there are faults, times the logarithm of the lines.
    /// </summary>
    /// <param name="lines">The lines.</param>
    /// <param name="requestId">What they will be written under; a repeat is not refused.</param>
    /// <param name="check">Asks the server without writing.</param>
    public static async Task<IReadOnlyList<LineFault>> FindAsync(IReadOnlyList<FileLine> lines, string requestId, Func<IReadOnlyList<FileLine>, string, Task> check)
    {
        try
        {
            await check(lines, requestId);
            return [];
        }
        catch (RpcException refused) when (IsOfALine(ServerRefusal.Of(refused)))
        {
            if (lines.Count == 1)
            {
                return [new(lines[0].Line, ServerRefusal.Of(refused))];
            }
            var half = lines.Count / 2;
            IReadOnlyList<LineFault> faults = [.. await FindAsync([.. lines.Take(half)], "", check), .. await FindAsync([.. lines.Skip(half)], "", check)];
            if (faults.Count == 0)
            {
                // Each is good by itself: only together they are not.
                throw;
            }
            return faults;
        }
    }

    /// <summary>A line each, and what to do, each once.</summary>
    public static int Tell(IReadOnlyList<LineFault> faults, string file, Run run)
    {
        var words = run.Words;
        foreach (var fault in faults)
        {
            run.Say(run.Json
                ? $"{{\"line\": {fault.Line}, \"status\": {Run.ToJson(fault.Refusal.Status)}}}"
                : words[$"{file} line {fault.Line}: {fault.Told(words)}", $"{file} 第 {fault.Line} 行：{fault.Told(words)}"]);
        }
        if (!run.Json)
        {
            foreach (var remedy in faults.Select(f => ReasonText.Of(f.Refusal, words.Language)?.Remedy).OfType<string>().Distinct())
            {
                run.Say(words[$"To do: {remedy}", $"处理办法：{remedy}"]);
            }
            run.Say(words["Nothing was written.", "未写入任何内容。"]);
        }
        return ExitCode.Refused;
    }

    private string Told(Words words)
    {
        string[] fields = [.. Refusal.Fields.Select(f => $"{f.Field.Split('.')[^1]} {(words.Language == Language.Chinese ? FieldTexts.Chinese(f.Description) ?? f.Description : f.Description)}")];
        var happened = fields.Length > 0 ? string.Join(words["; ", "；"], fields) : ReasonText.Of(Refusal, words.Language)?.Happened ?? Refusal.Detail;
        return $"{Refusal.ReasonName}: {happened}";
    }

    // What is wrong with the batch or the caller is so for every line.
    private static bool IsOfALine(ServerRefusal refusal) =>
        (refusal.Code is StatusCode.FailedPrecondition or StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.AlreadyExists
            || (refusal.Code == StatusCode.PermissionDenied && refusal.Metadata.ContainsKey("organisation_code")))
        && refusal.Reason != ErrorReason.BatchState && refusal.Metadata.GetValueOrDefault("type") != "batch";
}
