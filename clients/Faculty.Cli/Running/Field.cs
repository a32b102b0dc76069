using System.CommandLine;
using System.CommandLine.Parsing;
using Faculty.Client;
using Faculty.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Type;

namespace Faculty.Cli.Running;

/// <summary>
/// One field of a request and the option (--name) or argument (NAME) that fills it. What may be typed follows from the field's type:
/// a date, a code or its Chinese term, a number, text, a flag, or several texts. A name that ends in ! must be typed; an argument that
/// ends in ... takes several words. An option may have another name behind a |: --as-of|--on.
/// </summary>
internal sealed class Field
{
    // What only the server makes of a thing is no answer to a question.
    private static readonly Enum[] NeverTyped =
        [ObjectionState.Open, EndingCause.Withdrawn, EndingCause.Review, EndingCause.Objection, EndingCause.NotSubmitted, EndingCause.BatchCancelled];

    private readonly string[] path;
    private readonly FieldDescriptor leaf;
    private readonly Symbol symbol;
    private readonly Words words;

    public Field(MessageDescriptor request, string name, string path, string help, Words words)
    {
        (Path, this.path, this.words) = (path, path.Split('.'), words);
        var owner = this.path.SkipLast(1).Aggregate(request, (message, part) => message.FindFieldByName(part).MessageType);
        leaf = owner.FindFieldByName(this.path[^1]);
        symbol = name.StartsWith('-') ? AsOption(name, help) : AsArgument(name, help);
    }

    /// <summary>Where the field lies in the request, such as engagement.school_code.</summary>
    public string Path { get; }

    public string Name => symbol.Name;

    public void AddTo(Command command)
    {
        if (symbol is Argument argument)
        {
            command.Arguments.Add(argument);
        }
        else
        {
            command.Options.Add((Option)symbol);
        }
    }

    /// <summary>Fills the field when it was typed; says whether it was.</summary>
    public bool Fill(ParseResult parse, IMessage request)
    {
        if (Texts(parse) is not { Length: > 0 } texts)
        {
            return false;
        }
        var owner = Owner(request);
        if (leaf.IsRepeated)
        {
            var list = (System.Collections.IList)leaf.Accessor.GetValue(owner);
            list.Clear();
            Array.ForEach(texts, t => list.Add(t));
            return true;
        }
        leaf.Accessor.SetValue(owner, Value(leaf, texts[0]));
        return true;
    }

    /// <summary>What was typed, for a message about it; never the value of a personal field.</summary>
    public TypedField Typed(ParseResult parse)
    {
        var personal = leaf.GetOptions()?.GetExtension(OptionsExtensions.Sensitivity) is Sensitivity.Personal or Sensitivity.Secret;
        return new(Path, Name, personal || Texts(parse) is not { Length: > 0 } texts ? null : string.Join(' ', texts));
    }

    /// <summary>The value a text means for a field, or null when it means none.</summary>
    public static object? Value(FieldDescriptor field, string text) => field.FieldType switch
    {
        // A shell takes the quotes of an etag away.
        FieldType.String when field.Name == "etag" && text.Length > 0 && text.All(char.IsAsciiDigit) => $"\"{text}\"",
        FieldType.String => text,
        FieldType.Bool => text is "true" or "false" ? text == "true" : null,
        FieldType.Int32 => text.Length is > 0 and < 10 && text.All(char.IsAsciiDigit) ? int.Parse(text) : null,
        FieldType.Enum => Terms.Parse(field.EnumType.ClrType, text) is { } value && !NeverTyped.Contains(value) ? value : null,
        FieldType.Message when field.MessageType == Date.Descriptor => Dates.Parse(text, monthWillDo: MonthWillDo(field)),
        FieldType.Message when field.MessageType == KnownAt.Descriptor => Dates.ParseKnownAt(text),
        _ => throw new InvalidOperationException($"{field.FullName} cannot be typed."),
    };

    /// <summary>What a field takes, in words.</summary>
    public static string Expected(FieldDescriptor field, Words words) => field.FieldType switch
    {
        FieldType.Enum => words[$"one of {string.Join(", ", Codes(field))}", $"下列之一：{string.Join("、", Typed(field).Select(words.Of))}"],
        FieldType.Int32 => words["a whole number", "整数"],
        FieldType.Bool => words["true or false", "true 或 false"],
        _ when field.MessageType == KnownAt.Descriptor => words[
            "a revision, a day YYYY-MM-DD or an instant such as 2025-10-01T08:00:00+08:00",
            "版本号、日期 YYYY-MM-DD 或时刻（如 2025-10-01T08:00:00+08:00）"],
        _ => MonthWillDo(field) ? words[
            "a date YYYY-MM-DD or YYYY-MM", "日期 YYYY-MM-DD 或 YYYY-MM"] : words["a date YYYY-MM-DD", "日期 YYYY-MM-DD"],
    };

    // Fields of facts found in old papers end in _on; there the month alone may be known.
    private static bool MonthWillDo(FieldDescriptor field) => field.Name.EndsWith("_on", StringComparison.Ordinal);

    private static IEnumerable<string> Codes(FieldDescriptor field) => Typed(field).Select(Terms.Code);

    private static IEnumerable<Enum> Typed(FieldDescriptor field) => Terms.Values(field.EnumType.ClrType).Except(NeverTyped);

    private IMessage Owner(IMessage message)
    {
        foreach (var part in path.SkipLast(1))
        {
            var accessor = message.Descriptor.FindFieldByName(part).Accessor;
            if (accessor.GetValue(message) is null)
            {
                accessor.SetValue(message, accessor.Descriptor.MessageType.Parser.ParseFrom(ByteString.Empty));
            }
            message = (IMessage)accessor.GetValue(message);
        }
        return message;
    }

    private string[]? Texts(ParseResult parse) => symbol switch
    {
        Option<bool> flag => parse.GetValue(flag) ? ["true"] : null,
        Option<string[]> many => parse.GetValue(many),
        Option<string?> one => parse.GetValue(one) is { } text ? [text] : null,
        Argument<string[]> words => parse.GetValue(words) is { Length: > 0 } given ? [string.Join(' ', given)] : null,
        Argument<string?> argument => parse.GetValue(argument) is { } text ? [text] : null,
        _ => null,
    };

    private Option AsOption(string name, string help)
    {
        if (leaf.FieldType == FieldType.Bool)
        {
            return new Option<bool>(name) { Description = help };
        }
        if (leaf.IsRepeated)
        {
            return new Option<string[]>(name) { Description = help };
        }
        var names = name.TrimEnd('!').Split('|');
        var option = new Option<string?>(names[0], names[1..]) { Description = help, Required = name.EndsWith('!') };
        option.Validators.Add(result => Check(result, option.Name));
        if (leaf.FieldType == FieldType.Enum)
        {
            option.CompletionSources.Add(_ => Codes(leaf));
        }
        else if (leaf.Name == "metric_id")
        {
            option.CompletionSources.Add("M1", "M1b", "M1c", "M2", "M3", "M3b", "M4", "M5");
        }
        return option;
    }

    private Argument AsArgument(string name, string help)
    {
        if (name.EndsWith("...", StringComparison.Ordinal))
        {
            var several = new Argument<string[]>(name[..^3]) { Description = help, Arity = ArgumentArity.OneOrMore };
            // Else an option that does not exist would be looked for as a word.
            several.Validators.Add(result =>
            {
                if (result.Tokens.FirstOrDefault(t => t.Value.StartsWith('-')) is { } option)
                {
                    result.AddError(words[$"There is no option {option.Value} here.", $"此命令没有选项 {option.Value}。"]);
                }
            });
            return several;
        }
        var argument = new Argument<string?>(name) { Description = help, Arity = ArgumentArity.ExactlyOne };
        argument.Validators.Add(result => Check(result, name));
        return argument;
    }

    private void Check(SymbolResult result, string name)
    {
        if (result.Tokens.Count == 1 && Value(leaf, result.Tokens[0].Value) is null)
        {
            result.AddError(words[$"{name} takes {Expected(leaf, words)}.", $"{name} 应填{Expected(leaf, words)}。"]);
        }
    }
}
