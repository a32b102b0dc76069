using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;
using Faculty.V1;
using Organisation = Faculty.Domain.Organisations.Organisation;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Organisations (机构); the same when the code is. Names, parents and first days of known ones change by their own commands.</summary>
internal sealed class OrganisationsSheet() : Sheet("organisations", "机构", Code, NameColumn, Kind, Parent, SchoolType, StartDate, LastDate, Region)
{
    private const int LongestName = 100;
    private static readonly string[] SchoolTypes = ["中专", "职高", "成人中专", "技工", "高职"];
    private static readonly Column Code = new("code", "代码") { Required = true, Identifier = true, Note = "1–32 位字母、数字或连字符，不重复使用 · never used again" };
    private static readonly Column NameColumn = new("name", "名称") { Required = true };
    private static readonly Column Kind = new("kind", "类型") { Required = true, Choices = CodedValues.OrganisationKinds.Chinese };
    private static readonly Column Parent = new("parent_code", "上级代码") { Identifier = true };
    private static readonly Column SchoolType = new("school_type", "学校类型") { Choices = SchoolTypes };
    private static readonly Column StartDate = Start();
    private static readonly Column LastDate = Last();
    private static readonly Column Region = new("region_code", "行政区划") { Identifier = true, Note = "六位 · six digits" };

    /// <summary>The organisation as the row leaves it, decided on the one known under the code, or null.</summary>
    public static Organisation Read(Row row, Func<string, Organisation?> known)
    {
        var (code, name, parent) = (row.Identifier(Code), row.Text(NameColumn), row.Identifier(Parent));
        var (kind, start, last) = (row.Code(Kind, CodedValues.OrganisationKinds), row.Day(StartDate), row.OptionalDay(LastDate));
        var (type, region) = (row.Text(SchoolType), row.Identifier(Region));
        Require(row, Code, code.Length <= 32 && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'), ImportFaultCode.UnknownCode, "must be 1 to 32 letters, digits or hyphens");
        Require(row, NameColumn, name.Length <= LongestName, ImportFaultCode.TooLong, $"must be at most {LongestName} characters");
        Require(row, NameColumn, Domain.Teachers.PlainText.FirstForbidden(name) is null, ImportFaultCode.ForbiddenCharacter, "must not contain control, invisible or direction characters");
        Require(row, SchoolType, type.Length == 0 || SchoolTypes.Contains(type, StringComparer.Ordinal), ImportFaultCode.UnknownCode, $"must be one of {string.Join(", ", SchoolTypes)}");
        Require(row, Region, region.Length == 0 || (region.Length == 6 && region.All(char.IsAsciiDigit)), ImportFaultCode.UnknownCode, "must be six digits");
        Require(row, LastDate, last is null || last >= start, ImportFaultCode.ReversedPeriod, "must not lie before start_date");
        if (row.Refused || known(code) is not { } held)
        {
            return new()
            {
                Code = code,
                Kind = kind,
                Names = [new() { Name = name, StartDate = start, LastDate = last }],
                Parents = parent.Length == 0 ? [] : [new() { ParentCode = parent, StartDate = start, LastDate = last }],
                SchoolType = type,
                RegionCode = region,
                StartDate = start,
                LastDate = last,
            };
        }
        Require(row, Kind, kind == held.Kind, ImportFaultCode.OrganisationRule, "differs from the registry; the kind never changes");
        Require(row, NameColumn, name == CurrentName(held), ImportFaultCode.OrganisationRule, "differs from the registry; rename the organisation from a day");
        Require(row, Parent, parent == CurrentParent(held), ImportFaultCode.OrganisationRule, "differs from the registry; move the organisation from a day");
        Require(row, StartDate, start == held.StartDate, ImportFaultCode.OrganisationRule, "differs from the registry");
        if (row.Refused)
        {
            return held;
        }
        var next = held with
        {
            SchoolType = row.Table.Has(SchoolType) ? type : held.SchoolType,
            RegionCode = row.Table.Has(Region) ? region : held.RegionCode,
        };
        if (!row.Table.Has(LastDate) || last == held.LastDate)
        {
            return next;
        }
        Require(row, LastDate, last is not null, ImportFaultCode.OrganisationRule, "is empty, but the organisation is closed");
        return last is { } day ? next.Close(day, held.SuccessorCodes) : next;
    }

    public static void Write(Organisation organisation, RowWriter to)
    {
        to.Text(organisation.Code);
        to.Text(CurrentName(organisation));
        to.Code(CodedValues.OrganisationKinds, organisation.Kind);
        to.Text(CurrentParent(organisation));
        to.Text(organisation.SchoolType);
        to.Day(organisation.StartDate);
        to.Day(organisation.LastDate);
        to.Text(organisation.RegionCode);
        to.End();
    }

    private static string CurrentName(Organisation organisation) => organisation.Names.Count == 0 ? "" : organisation.Names[^1].Name;

    private static string CurrentParent(Organisation organisation) => organisation.Parents.Count == 0 ? "" : organisation.Parents[^1].ParentCode;

    private static void Require(Row row, Column column, bool holds, ImportFaultCode code, string problem)
    {
        if (!holds)
        {
            row.Fault(column, code, problem);
        }
    }
}
