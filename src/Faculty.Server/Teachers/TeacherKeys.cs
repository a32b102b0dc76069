using System.IO.Hashing;
using System.Text;
using Faculty.Domain.Certification;
using Faculty.Domain.Codes;
using Faculty.Domain.Teachers;
using Faculty.Server.Privacy;
using Faculty.Storage;

namespace Faculty.Server.Teachers;

/// <summary>The keys a teacher is found by.</summary>
internal static class TeacherKeys
{
    public static IReadOnlyList<IndexKey> Of(Teacher teacher)
    {
        var keys = new HashSet<IndexKey>();
        if (teacher.MergedIntoTeacherId.Length > 0)
        {
            return [];
        }
        foreach (var engagement in teacher.Engagements)
        {
            keys.Add(new(Documents.SchoolIndex, engagement.SchoolCode));
            if (engagement.StaffNumber.Length > 0)
            {
                keys.Add(new(Documents.StaffNumberIndex, StaffNumber(engagement.SchoolCode, engagement.StaffNumber), Unique: true));
            }
        }
        foreach (var post in teacher.Posts)
        {
            keys.Add(new(Documents.DepartmentIndex, post.DepartmentCode));
        }
        foreach (var recognition in teacher.Recognitions)
        {
            keys.Add(new(Documents.CertificateIndex, Certificate(recognition.Authority, recognition.CertificateNumber), Unique: true));
            if (recognition.Trust == RecognitionTrust.Decided)
            {
                keys.Add(new(Documents.CertificateNumberIndex, Digest(recognition.CertificateNumber)));
                keys.Add(new(Documents.DecisionIndex, Digest(recognition.DecisionDocument)));
            }
        }
        foreach (var reference in teacher.ImportRefs)
        {
            keys.Add(new(Documents.ImportRefIndex, ImportRef(reference.SchoolCode, reference.Ref), Unique: true));
        }
        if (teacher.Honours.Count > 0)
        {
            keys.Add(new(Documents.HonourIndex, Honoured));
        }
        if (RetentionKeys.Of(teacher) is { } retention)
        {
            keys.Add(new(Documents.RetentionIndex, retention));
        }
        AddIdentity(keys, teacher.Identity);
        return [.. keys];
    }

    /// <summary>The key of whoever bears an honour, revoked or not: they are few.</summary>
    public const string Honoured = "1";

    public static string StaffNumber(string schoolCode, string staffNumber) => $"{schoolCode}|{staffNumber}";

    public static string Certificate(string authority, string number) => Digest($"{authority}\n{number}");

    /// <summary>What was decided here, by its number alone or by the document that decided it.</summary>
    public static KeyRange Decided(string index, string value) => KeyRange.Exactly(index, Digest(value));

    public static string ImportRef(string schoolCode, string reference) => Digest($"{schoolCode}\n{reference}");

    public static string IdNumber(IdType type, string number) => $"{(int)type}:{Documents.Hex(number)}";

    /// <summary>Equal for records with equal name and birth date: possible duplicates.</summary>
    public static string SamePerson(Identity identity) => Digest($"{identity.DisplayName}\n{identity.BirthDate:O}");

    /// <summary>The spellings of a name as the index of pinyin, or of initials, has them.</summary>
    public static IEnumerable<string> Spelled(string index, string name) => Pinyin.Spellings(name).Where(s => s.Count > 0)
        .Select(spelling => string.Concat(index == Documents.InitialsIndex ? spelling.Select(s => s[..1]) : spelling));

    /// <summary>The keys a name has in the index of names, of pinyin or of initials; none when there is no name.</summary>
    public static IEnumerable<string> Named(string index, string name) =>
        name.Length == 0 ? [] : index == Documents.NameIndex ? [Documents.Hex(name)] : Spelled(index, name);

    private static void AddIdentity(HashSet<IndexKey> keys, Identity identity)
    {
        if (identity.Erased)
        {
            return;
        }
        keys.Add(new(Documents.NameIndex, Documents.Hex(identity.DisplayName)));
        keys.Add(new(Documents.SamePersonIndex, SamePerson(identity)));
        foreach (var index in (string[])[Documents.PinyinIndex, Documents.InitialsIndex])
        {
            keys.UnionWith(Spelled(index, identity.DisplayName).Select(key => new IndexKey(index, key)));
        }
        if (identity.IdNumber.Length > 0)
        {
            keys.Add(new(Documents.IdNumberIndex, IdNumber(identity.IdType, identity.IdNumber), Unique: true));
        }
    }

    private static string Digest(string text) => Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)));
}
