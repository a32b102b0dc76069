using System.Text;
using Faculty.Domain.Time;

namespace Faculty.Server.Certification.Batches;

/// <summary>The calendar of working days the server counts by: its own, and that of --working-days over it for the years that one knows.</summary>
internal static class WorkingDaysFile
{
    /// <exception cref="StartException">The file cannot be read, or a line of it is wrong.</exception>
    public static WorkingDays Read(string? file)
    {
        if (file is null)
        {
            return WorkingDays.Announced;
        }
        try
        {
            return WorkingDays.Announced.With(WorkingDays.Read(File.ReadAllLines(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true))));
        }
        catch (Exception problem) when (problem is FormatException or IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new StartException($"--working-days '{file}': {problem.Message.TrimEnd('.')}. Write it as a UTF-8 table with the columns first,last,kind,name; or start without the option.");
        }
    }
}
