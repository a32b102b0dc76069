using System.Text;
using Faculty.Domain.Codes;
using Faculty.Server.Hosting;
using Faculty.Storage;

namespace Faculty.Server.Teachers;

/// <summary>Pages of teachers out of an index.</summary>
internal static class TeacherPages
{
    /// <summary>The next teachers of a range; a name with several spellings in the range comes once, at the first of them.</summary>
    public static async ValueTask<(IReadOnlyList<StoredDocument> Teachers, string? Next)> TeachersAsync(
        this IRegistryStore store, KeyRange range, string? after, int limit, CancellationToken ct)
    {
        var page = await store.QueryAsync(Documents.Teachers.Name, range, after, limit, ct);
        if (range.Index is not (Documents.PinyinIndex or Documents.InitialsIndex))
        {
            return (page.Documents, page.Next);
        }
        var teachers = new List<StoredDocument>(page.Documents.Count);
        for (var i = 0; i < page.Documents.Count; i++)
        {
            if (IsFirst(range, page.Keys[i], page.Documents[i]))
            {
                teachers.Add(page.Documents[i]);
            }
        }
        return (teachers, page.Next);
    }

    /// <summary>The index range that one filter of a list means; every teacher by name when there is none.</summary>
    public static KeyRange Range(string schoolCode, string departmentCode, string namePrefix, string pinyinPrefix, string initials)
    {
        var (pinyin, letters) = (Letters(pinyinPrefix), Letters(initials));
        new RequestCheck()
            .Require(
                new[] { schoolCode, departmentCode, namePrefix, pinyinPrefix, initials }.Count(f => f.Length > 0) <= 1,
                "school_code", "at most one filter may be set: school_code, department_code, name_prefix, pinyin_prefix or initials")
            .OptionalCode(schoolCode, "school_code", longest: 32)
            .OptionalCode(departmentCode, "department_code", longest: 32)
            .OptionalText(namePrefix, "name_prefix", longest: 50)
            .Require(
                pinyin.All(char.IsAsciiLetterLower) && pinyin.Length <= 128 && pinyin.Length > 0 == pinyinPrefix.Length > 0,
                "pinyin_prefix", "must be letters a to z, without tones")
            .Require(
                letters.All(char.IsAsciiLetterLower) && letters.Length <= 50 && letters.Length > 0 == initials.Length > 0,
                "initials", "must be letters a to z")
            .Done();
        return schoolCode.Length > 0 ? KeyRange.Exactly(Documents.SchoolIndex, schoolCode)
            : departmentCode.Length > 0 ? KeyRange.Exactly(Documents.DepartmentIndex, departmentCode)
            : pinyin.Length > 0 ? KeyRange.Prefix(Documents.PinyinIndex, pinyin)
            : letters.Length > 0 ? KeyRange.Prefix(Documents.InitialsIndex, letters)
            : KeyRange.Prefix(Documents.NameIndex, Documents.Hex(namePrefix));
    }

    /// <summary>Pinyin as the index has it: lower case, without the blanks and apostrophes between syllables.</summary>
    public static string Letters(string typed) =>
        typed.Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>A key of a teacher is the first one the teacher has in a range.</summary>
    public static bool IsFirst(KeyRange range, string key, StoredDocument document)
    {
        if (range.Index is not (Documents.PinyinIndex or Documents.InitialsIndex))
        {
            return true;
        }
        var name = TeacherBytes.Name(document);
        return !Pinyin.MayHaveSeveralSpellings(name)
            || !TeacherKeys.Spelled(range.Index, Encoding.UTF8.GetString(name)).Any(k => string.CompareOrdinal(k, range.From) >= 0 && string.CompareOrdinal(k, key) < 0);
    }
}
