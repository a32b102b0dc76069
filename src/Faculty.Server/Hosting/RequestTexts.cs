using System.Collections;
using System.Collections.Concurrent;
using Faculty.Domain.Teachers;
using Faculty.Domain.Teachers.Checks;
using Faculty.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Faculty.Server.Hosting;

/// <summary>
/// Every text of a request that leaves a trace, however deep it stands, is plain text, and holds no ID number unless its field is for personal
/// data, and prose no mobile number: no slice can forget a field.
/// </summary>
internal static class RequestTexts
{
    private const int MostProblems = 20;

    // What people write whole sentences into; elsewhere 11 digits may be a number of something else.
    private static readonly HashSet<string> Prose =
        new(["reason", "note", "explanation", "problem", "ground", "opinion", "finding", "event_reason"], StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor[]> Looked = new();

    /// <exception cref="Refusal">INVALID_REQUEST, naming the fields.</exception>
    public static void Check(IMessage request)
    {
        List<FieldProblem>? problems = null;
        Look(request, "", ref problems);
        if (problems is not null)
        {
            throw new Refusal(ErrorReason.InvalidRequest, "The request is not valid.") { Fields = problems };
        }
    }

    private static void Look(IMessage message, string path, ref List<FieldProblem>? problems)
    {
        foreach (var field in Looked.GetOrAdd(message.Descriptor, TextsOf))
        {
            switch (field.Accessor.GetValue(message))
            {
                case null or "":
                    break;
                case IDictionary map:
                    foreach (var value in map.Keys.Cast<object>().Concat(map.Values.Cast<object>()))
                    {
                        Look(value, field, $"{path}{field.Name}", ref problems);
                    }
                    break;
                case IList list:
                    for (var i = 0; i < list.Count; i++)
                    {
                        Look(list[i]!, field, $"{path}{field.Name}[{i}]", ref problems);
                    }
                    break;
                case IMessage inner:
                    Look(inner, $"{path}{field.Name}.", ref problems);
                    break;
                case string text when Problem(text, field) is not null:
                    Look(text, field, $"{path}{field.Name}", ref problems);
                    break;
            }
        }
    }

    private static void Look(object value, FieldDescriptor field, string path, ref List<FieldProblem>? problems)
    {
        if (value is IMessage message)
        {
            Look(message, $"{path}.", ref problems);
        }
        else if (value is string text && (problems?.Count ?? 0) < MostProblems && Problem(text, field) is { } problem)
        {
            (problems ??= []).Add(new(path, problem));
        }
    }

    private static string? Problem(string text, FieldDescriptor field) =>
        !IsPlain(text) ? PlainText.Problem
        : IdNumber.StandsIn(text) && MayNotIdentify(field) ? IdNumber.InClear
        : Prose.Contains(field.Name) && Mobile.StandsIn(text) ? Mobile.InClear
        : null;

    // A code of an organisation is nobody's number, though it may have 18 digits.
    private static bool MayNotIdentify(FieldDescriptor field) =>
        field.Name != "code" && !field.Name.EndsWith("_code", StringComparison.Ordinal)
        && (field.GetOptions()?.GetExtension(OptionsExtensions.Sensitivity) ?? Sensitivity.Unspecified) == Sensitivity.Unspecified;

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~') || PlainText.FirstForbidden(text) is null;

    private static FieldDescriptor[] TextsOf(MessageDescriptor message) =>
        [.. message.Fields.InFieldNumberOrder().Where(f => f.FieldType is FieldType.String or FieldType.Message)];
}
