using Faculty.Server.Privacy;

namespace Faculty.Server.Tests.Privacy;

/// <summary>A directory of keys of a test's own, opened as the server does; opened again it is what a restart finds.</summary>
internal sealed class TestKeys : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("faculty-keys-").FullName;
    private PersonalData? open;

    /// <summary>Standing in for a data directory that holds a journal, so that keys are never made twice.</summary>
    public bool HasData { get; set; }

    public string Path => System.IO.Path.Combine(home, "data.keys");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public PersonalData Open()
    {
        Close();
        var data = Directory.CreateDirectory(System.IO.Path.Combine(home, "data")).FullName;
        if (HasData)
        {
            System.IO.File.WriteAllBytes(System.IO.Path.Combine(data, "journal-00000001.log"), []);
        }
        while (true)
        {
            try
            {
                return open = PersonalData.Open(new() { DataDirectory = data }, TestClock.At(2025, 11, 25));
            }
            catch (StartException held) when (held.Message.Contains("in use by another process", StringComparison.Ordinal))
            {
                // A program that another test is starting right now holds the directory of this one for the moment between fork and exec.
                Thread.Yield();
            }
        }
    }

    public void Close() => open?.Dispose();

    public void Dispose()
    {
        Close();
        Directory.Delete(home, recursive: true);
    }
}
