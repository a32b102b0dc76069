using System.CommandLine;
using Faculty.Client;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Spectre.Console;

namespace Faculty.Cli.Running;

/// <summary>One run of a command: what was asked, the way to the server, and where to write. Results go out, talk goes to error.</summary>
internal sealed class Run : IDisposable
{
    // Canonical JSON with zero and false written out: a script reads "numerator": "0" instead of guessing.
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true)
        .WithTypeRegistry(TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor)));
    private readonly Lazy<FacultyConnection> connection;
    private readonly TextWriter output;
    private readonly TextWriter error;

    public Run(ParseResult parse, Words words)
    {
        (Parse, Words) = (parse, words);
        (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        Input = Invocation.InputOf(parse);
        Screen = Terminal(output, Console.Out, Console.IsOutputRedirected);
        Talk = Terminal(error, Console.Error, Console.IsErrorRedirected);
        connection = new(Connect);
    }

    public ParseResult Parse { get; }

    public Words Words { get; }

    public bool Json => Parse.GetValue<bool>("--json");

    /// <summary>Standard input.</summary>
    public TextReader Input { get; }

    public FacultyConnection Connection => connection.Value;

    public IAnsiConsole Screen { get; }

    public IAnsiConsole Talk { get; }

    public static string ToJson(IMessage message) => Formatter.Format(message);

    public void WriteJson(IMessage message) => output.WriteLine(ToJson(message));

    public void WriteLine(string text) => output.WriteLine(text);

    public void Write(Table table)
    {
        if (Screen.Profile.Out.IsTerminal)
        {
            Screen.Write(table);
            return;
        }
        // A file or another program wants neither the margins nor the blanks at the ends of lines.
        using var drawn = new StringWriter();
        Terminal(drawn, Console.Out, redirected: true).Write(table);
        foreach (var line in drawn.ToString().Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0))
        {
            output.WriteLine(line);
        }
    }

    public void Say(string text) => error.WriteLine(text);

    public void Dispose()
    {
        if (connection.IsValueCreated)
        {
            connection.Value.Dispose();
        }
    }

    private static string? FromEnvironment(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private string? FromFile(string? path) => path is null ? null
        : File.ReadAllText(path).Trim() is { Length: > 0 } kept ? kept
        : throw new UsageException(Words[$"{path} is empty.", $"{path} 是空文件。"]);

    private FacultyConnection Connect()
    {
        try
        {
            return new(
                Parse.GetValue<string?>("--server") ?? FromEnvironment("FACULTY_SERVER") ?? FacultyConnection.DefaultAddress,
                Parse.GetValue<string?>("--token") ?? FromFile(Parse.GetValue<string?>("--token-file")) ?? FromEnvironment("FACULTY_TOKEN"),
                new SavedLogins(Parse.GetValue<string?>("--config") ?? FromEnvironment("FACULTY_CONFIG") ?? SavedLogins.DefaultFolder),
                Parse.GetValue<string?>("--ca") ?? FromEnvironment("FACULTY_CA"),
                Parse.GetValue<string?>("--client-certificate") ?? FromEnvironment("FACULTY_CLIENT_CERTIFICATE"));
        }
        catch (ArgumentException refused)
        {
            throw new UsageException(refused.ParamName switch
            {
                "token" => Words["Tokens and passwords are sent over https:// or to this machine only.", "令牌和密码只通过 https:// 或向本机发送。"],
                "authorityFile" => Words["--ca takes a readable PEM file of certificates.", "--ca 应填可读取的 PEM 证书文件。"],
                "certificateFile" => Words["--client-certificate takes a readable PEM file with a certificate and its key.", "--client-certificate 应填可读取的 PEM 文件，含证书及其私钥。"],
                _ => Words["--server takes an address that begins with http:// or https://.", "--server 应填以 http:// 或 https:// 开头的地址。"],
            });
        }
    }

    private static IAnsiConsole Terminal(TextWriter writer, TextWriter standard, bool redirected)
    {
        var terminal = ReferenceEquals(writer, standard) && !redirected;
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!terminal)
        {
            // Whoever reads a pipe breaks the lines, not we.
            console.Profile.Width = 4096;
        }
        return console;
    }
}
