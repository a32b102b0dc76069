using Faculty.Domain.Teachers;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Credentials (证书); the same when category and number are, without a number when category, name, level and day of issue are.</summary>
internal sealed class CredentialsSheet() : FactSheet<Credential>(
    "credentials", "证书", Reference(), Category, NameColumn, Level, Number, Issuer, IssuedOn, StartDate, LastDate, Occupation, VerifiedBy, Verification, Legacy, RevokedOn, RevocationDocument, RevocationReason)
{
    private const string FirstYear = "1993";

    private static readonly Dictionary<string, string> SkillLevels = new(StringComparer.Ordinal)
    {
        ["五级"] = "5", ["初级工"] = "5", ["四级"] = "4", ["中级工"] = "4", ["三级"] = "3", ["高级工"] = "3", ["二级"] = "2", ["技师"] = "2", ["一级"] = "1", ["高级技师"] = "1",
    };

    private static readonly Column Category = new("category", "类别") { Required = true, Choices = CodedValues.CredentialCategories.Chinese };
    private static readonly Column NameColumn = new("name", "名称");
    private static readonly Column Level = new("level", "等级") { Identifier = true, Note = "技能等级 5（初级工）至 1（高级技师） · skill levels 5 to 1, 1 the highest" };
    private static readonly Column Number = new("number", "编号") { Identifier = true };
    private static readonly Column Issuer = new("issuer", "发证单位");
    private static readonly Column IssuedOn = new("issued_on", "发证日期") { Note = "2018-06-01，或 2018-06 · the day may be missing" };
    private static readonly Column StartDate = new("start_date", "有效期起") { Note = "留空为发证日期 · empty = day of issue" };
    private static readonly Column LastDate = new("last_date", "有效期至") { Note = "留空为长期 · empty = unlimited" };
    private static readonly Column Occupation = new("occupation_code", "职业编码") { Identifier = true, Note = "6-18-02-04" };
    private static readonly Column VerifiedBy = new("verified_by", "核验人");
    private static readonly Column Verification = new("verification_method", "核验方式");
    private static readonly Column Legacy = new("legacy", "旧版编号") { Choices = ["是", "否"], Note = "教师资格证旧编号填是 · yes for a number of an older format" };

    private static readonly Column RevokedOn = new("revoked_on", "撤销日期") { Note = "自当日起无效，留空为未撤销 · first day on which it is no longer valid" };
    private static readonly Column RevocationDocument = new("revocation_document", "撤销文号");
    private static readonly Column RevocationReason = new("revocation_reason", "撤销原因");

    protected override IReadOnlyList<Column> Key { get; } = [Category, NameColumn, Level, Number, IssuedOn];

    protected override Credential Read(Row row, PersonMerge person)
    {
        var category = row.Code(Category, CodedValues.CredentialCategories);
        var level = row.Identifier(Level);
        var isSkill = category is CredentialCategory.SkillLevel or CredentialCategory.VocationalQualification;
        return new()
        {
            Category = category,
            Name = row.Text(NameColumn),
            Level = isSkill ? SkillLevels.GetValueOrDefault(level, level) : level,
            Number = row.Identifier(Number),
            Issuer = row.Text(Issuer),
            IssuedOn = row.Partial(IssuedOn),
            StartDate = row.OptionalDay(StartDate),
            LastDate = row.OptionalDay(LastDate),
            OccupationCode = row.Identifier(Occupation),
            VerifiedBy = row.Text(VerifiedBy),
            VerificationMethod = row.Text(Verification),
            Legacy = row.YesNo(Legacy, otherwise: false) || (category == CredentialCategory.TeacherQualification && IsOlder(row)),
            RevokedOn = row.OptionalDay(RevokedOn),
            RevocationDocument = row.Text(RevocationDocument),
            RevocationReason = row.Text(RevocationReason),
        };
    }

    // A roster without the column cannot say that a number is of an older format; what cannot be of the present one is taken as it is.
    private static bool IsOlder(Row row)
    {
        var number = row.Glance(Number);
        var older = !row.Table.Has(Legacy) && number.Length > 0
            && (number.Any(c => !char.IsAsciiDigit(c)) || (number.Length == 17 && string.CompareOrdinal(number, 0, FirstYear, 0, 4) < 0));
        if (older)
        {
            row.Warn(Number, "has an older format and is taken as it is", V1.ImportFaultCode.CredentialNumber);
        }
        return older;
    }

    // Without a sex (the person's own row is wrong) the number cannot be compared with it.
    protected override IEnumerable<FieldFault> Check(Credential fact, PersonMerge person) =>
        FactChecks.Of(fact, person.Teacher.Identity.Sex == Sex.Unspecified ? null : person.Teacher.Identity.Sex, person.Today);

    protected override bool Same(Credential row, Credential fact) =>
        row.Category == fact.Category && string.Equals(row.Number, fact.Number, StringComparison.Ordinal)
        && (row.Number.Length > 0
            || (row.IssuedOn == fact.IssuedOn && string.Equals(row.Name, fact.Name, StringComparison.Ordinal) && string.Equals(row.Level, fact.Level, StringComparison.Ordinal)));

    protected override Credential Keep(Credential row, Credential fact, SourceTable table) => row with
    {
        CredentialId = fact.CredentialId,
        RenewsCredentialId = fact.RenewsCredentialId,
        Name = table.Has(NameColumn) ? row.Name : fact.Name,
        Level = table.Has(Level) ? row.Level : fact.Level,
        Issuer = table.Has(Issuer) ? row.Issuer : fact.Issuer,
        IssuedOn = table.Has(IssuedOn) ? row.IssuedOn : fact.IssuedOn,
        StartDate = table.Has(StartDate) ? row.StartDate : fact.StartDate,
        LastDate = table.Has(LastDate) ? row.LastDate : fact.LastDate,
        OccupationCode = table.Has(Occupation) ? row.OccupationCode : fact.OccupationCode,
        VerifiedBy = table.Has(VerifiedBy) ? row.VerifiedBy : fact.VerifiedBy,
        VerificationMethod = table.Has(Verification) ? row.VerificationMethod : fact.VerificationMethod,
        Legacy = table.Has(Legacy) ? row.Legacy : fact.Legacy,
        RevokedOn = table.Has(RevokedOn) ? row.RevokedOn : fact.RevokedOn,
        RevocationDocument = table.Has(RevocationDocument) ? row.RevocationDocument : fact.RevocationDocument,
        RevocationReason = table.Has(RevocationReason) ? row.RevocationReason : fact.RevocationReason,
    };

    protected override string IdOf(Credential fact) => fact.CredentialId;

    protected override Credential WithId(Credential fact, string id) => fact with { CredentialId = id };

    protected override IReadOnlyList<Credential> Of(Teacher teacher) => teacher.Credentials;

    protected override Teacher With(Teacher teacher, IReadOnlyList<Credential> facts) => teacher with { Credentials = facts };

    protected override void Write(Credential fact, Teacher teacher, RowWriter to)
    {
        to.Code(CodedValues.CredentialCategories, fact.Category);
        to.Text(fact.Name);
        to.Text(fact.Level);
        to.Text(fact.Number);
        to.Text(fact.Issuer);
        to.Partial(fact.IssuedOn);
        to.Day(fact.StartDate);
        to.Day(fact.LastDate);
        to.Text(fact.OccupationCode);
        to.Text(fact.VerifiedBy);
        to.Text(fact.VerificationMethod);
        to.YesNo(fact.Legacy);
        to.Day(fact.RevokedOn);
        to.Text(fact.RevocationDocument);
        to.Text(fact.RevocationReason);
    }
}
