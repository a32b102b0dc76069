using Faculty.Client;
using Faculty.V1;

namespace Faculty.Cli.Running;

/// <summary>A field of a request as the user typed it: the option's name, and its value when it is nobody's secret.</summary>
internal readonly record struct TypedField(string Path, string Name, string? Value);

/// <summary>Prints a refusal: reason, what happened, the fields with what was typed, and what to do; with --json as google.rpc.Status.</summary>
internal static class RefusalText
{
    public static void Write(ServerRefusal refusal, IReadOnlyList<TypedField> typed, Run run)
    {
        var words = run.Words;
        if (run.Json)
        {
            run.Say(Run.ToJson(refusal.Status));
            return;
        }
        if (refusal.ReasonName.Length == 0)
        {
            run.Say($"{refusal.Code}: {refusal.Detail}");
            return;
        }
        var text = ReasonText.Of(refusal, words.Language);
        run.Say($"{refusal.ReasonName}: {text?.Happened ?? refusal.Detail}");
        foreach (var fault in refusal.Fields)
        {
            var field = typed.FirstOrDefault(t => t.Path == fault.Field);
            var name = field.Name is null ? fault.Field : $"{field.Name} ({fault.Field})";
            // A terminal's output is kept and sent on, as a journal is.
            var secret = refusal.Fields.Any(f => f.Field == fault.Field && f.Description == FieldTexts.IdNumberInClear);
            var value = field.Value is null || secret ? "" : words[$" '{field.Value}'", $"“{field.Value}”"];
            run.Say(words[
                $"  {name}{value}: {fault.Description}", $"  {name}{value}：{FieldTexts.Chinese(fault.Description) ?? fault.Description}"]);
        }
        foreach (var (key, value) in refusal.Metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            run.Say($"  {key} = {ReasonText.Fact(key, value, words.Language)}");
        }
        if (text is not null)
        {
            run.Say(words[$"To do: {text.Remedy}", $"处理办法：{text.Remedy}"]);
        }
    }
}
