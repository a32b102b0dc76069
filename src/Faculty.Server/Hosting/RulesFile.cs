using System.Reflection;
using System.Text;
using Google.Protobuf;

namespace Faculty.Server.Hosting;

/// <summary>Rules that are data: examples that lie in the server, or a file of the option in their place.</summary>
internal static class RulesFile
{
    /// <param name="option">The option, such as --group-rules.</param>
    /// <param name="file">Its value; null = the examples.</param>
    /// <param name="examples">The resource they lie in.</param>
    /// <param name="form">The command that prints the form.</param>
    /// <param name="parse">Makes rules of the text; throws FormatException for those that cannot be.</param>
    /// <exception cref="StartException">The file cannot be read, or its rules cannot be.</exception>
    public static T Read<T>(string option, string? file, string examples, string form, Func<string, T> parse)
    {
        try
        {
            return parse(file is null ? Resource(examples) : File.ReadAllText(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)));
        }
        catch (Exception problem) when (file is not null && problem is FormatException or InvalidProtocolBufferException or IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new StartException($"{option} '{file}': {problem.Message.TrimEnd('.')}. '{form}' prints the form; or start without the option.");
        }
    }

    private static string Resource(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is missing.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
