using System.Text;
using Faculty.Storage.Embedded;
using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Privacy;

/// <summary>A person (nobody's number: born 1900) whose name, number and phone stand nowhere else, to be erased and looked for.</summary>
internal static class Erasing
{
    public const string Name = "甲癸丑";
    public const string IdNumber = "14058119000101003X";
    public const string Mobile = "13800000007";
    public const string Reason = "term of keeping is over";

    public static CreateTeacherRequest Registered() => new()
    {
        Identity = new() { DisplayName = Name, Sex = Sex.Male, BirthDate = Day(1900, 1, 1), IdType = IdType.Resident, IdNumber = IdNumber, Mobile = Mobile },
    };

    public static CreateTeacherRequest Engaged()
    {
        var request = Registered();
        request.Engagement = new() { SchoolCode = School, Kind = EngagementKind.Established, StartDate = Day(2015, 9, 1), StaffNumber = "0077" };
        request.Post = new() { DepartmentCode = "GP-ZB", Category = PostCategory.Specialty };
        return request;
    }

    /// <summary>Hires the person, changes the identity once, and lets them go in 2024: three versions.</summary>
    public static async Task<Teacher> LeaveAsync(this TestServer server)
    {
        var teacher = (await server.Teachers.CreateTeacherAsync(Engaged())).Teacher;
        await server.Teachers.UpdateTeacherIdentityAsync(new() { TeacherId = teacher.TeacherId, Identity = new() { EthnicGroup = "02" }, UpdateMask = new() { Paths = { "ethnic_group" } } });
        return (await server.Teachers.EndEngagementAsync(new() { TeacherId = teacher.TeacherId, EngagementId = teacher.Engagements[0].EngagementId, LastDate = Day(2024, 8, 31) })).Teacher;
    }

    public static PrivacyService.PrivacyServiceClient Privacy(this TestServer server) => new(server.Channel);

    public static SealingKeyService.SealingKeyServiceClient SealingKeys(this TestServer server) => new(server.Channel);

    public static AsyncUnaryCall<EraseTeacherResponse> EraseAsync(this TestServer server, string teacherId) =>
        server.Privacy().EraseTeacherAsync(new() { TeacherId = teacherId, Reason = Reason });

    /// <summary>Every recorded version, newest first.</summary>
    public static async Task<IReadOnlyList<TeacherVersion>> VersionsAsync(this TestServer server, string teacherId) =>
        (await server.Teachers.ListTeacherVersionsAsync(new() { TeacherId = teacherId })).Versions;

    /// <summary>The identity as the rpcs answer it, in any version and by any way to find it: empty when nothing is left.</summary>
    public static async Task<IReadOnlyList<string>> LeftAsync(this TestServer server, string teacherId)
    {
        var left = new List<string>();
        foreach (var identity in (await server.VersionsAsync(teacherId)).Select(v => v.Teacher.Identity).Append((await server.Teachers.GetTeacherAsync(new() { TeacherId = teacherId })).Teacher.Identity))
        {
            if (!new Identity { Erased = true }.Equals(identity))
            {
                left.Add(identity.DisplayName);
            }
        }
        foreach (var query in (string[])[Name, "jiaguichou", "jgc"])
        {
            left.AddRange((await server.Teachers.FindTeachersAsync(new() { Query = query })).Found.Select(f => f.Matched));
        }
        return left;
    }

    /// <summary>A backup of the data, by the rpc, as a file.</summary>
    public static async Task<string> BackUpAsync(this TestServer server, string file)
    {
        using var output = File.Create(file);
        await foreach (var part in server.Store.BackUp(new()).AllAsync())
        {
            part.Content.WriteTo(output);
        }
        return file;
    }

    /// <summary>A data directory out of a backup.</summary>
    public static async Task<string> RestoreAsync(string backup, string folder)
    {
        await using var input = File.OpenRead(backup);
        await Restore.RunAsync(input, folder, CancellationToken.None);
        return folder;
    }

    /// <summary>Copies a directory and its modes.</summary>
    public static string Copy(string from, string to)
    {
        Directory.CreateDirectory(to, File.GetUnixFileMode(from));
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return to;
    }

    /// <summary>Which forms of the person's texts stand in which files below a directory.</summary>
    public static IReadOnlyList<string> Hits(string directory)
    {
        var hits = new List<string>();
        foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file).AsSpan();
            foreach (var (form, needle) in Needles)
            {
                if (bytes.IndexOf(needle) >= 0)
                {
                    hits.Add($"{Path.GetFileName(file)}: {form}");
                }
            }
        }
        return hits;
    }

    private static readonly IReadOnlyList<(string Form, byte[] Needle)> Needles = [.. ((string[])[Name, IdNumber, Mobile]).SelectMany(Forms)];

    private static IEnumerable<(string, byte[])> Forms(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        yield return ("utf-8", utf8);
        yield return ("utf-16le", Encoding.Unicode.GetBytes(text));
        yield return ("utf-16be", Encoding.BigEndianUnicode.GetBytes(text));
        yield return ("hex", Encoding.ASCII.GetBytes(Convert.ToHexString(utf8)));
        yield return ("hex, lower", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8)));
        yield return ("index key", Encoding.ASCII.GetBytes(Documents.Hex(text)));
        for (var shift = 0; shift < 3; shift++)
        {
            // Only the characters that depend on nothing but the text.
            var encoded = Convert.ToBase64String([.. new byte[shift], .. utf8]);
            var (from, to) = (((shift * 8) + 5) / 6, (shift + utf8.Length) * 8 / 6);
            yield return ($"base64+{shift}", Encoding.ASCII.GetBytes(encoded[from..to]));
        }
    }
}
