using System.Reflection;
using System.Text;
using Faculty.Domain.Groups.Composition;
using Faculty.Server.Hosting;
using Google.Protobuf;

namespace Faculty.Server.Groups;

/// <summary>The rules of composition the server judges by: those that lie in it, which are examples, or those of --group-rules in their place.</summary>
internal static class CompositionFile
{
    /// <exception cref="StartException">The file cannot be read, or its rules cannot be.</exception>
    public static CompositionBook Read(string? file)
    {
        try
        {
            return Book(file is null ? Examples() : File.ReadAllText(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)));
        }
        catch (Exception problem) when (file is not null && problem is FormatException or InvalidProtocolBufferException or IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new StartException($"--group-rules '{file}': {problem.Message.TrimEnd('.')}. 'faculty groups rules --json' prints the form; or start without the option.");
        }
    }

    private static CompositionBook Book(string json) =>
        CompositionBook.Of(JsonParser.Default.Parse<V1.ListCompositionRulesResponse>(json).Rules.Select(Wire.ToRecord));

    private static string Examples()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("Faculty.Server.Groups.Rules.composition.json")
            ?? throw new InvalidOperationException("The rules of composition are missing.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
