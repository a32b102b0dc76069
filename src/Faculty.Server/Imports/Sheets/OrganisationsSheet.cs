using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;
using Faculty.V1;
using Organisation = Faculty.Domain.Organisations.Organisation;
using OrganisationKind = Faculty.Domain.Organisations.OrganisationKind;

namespace Faculty.Server.Imports.Sheets;

/// <summary>A row of the sheet: the organisation itself, and what it is called and stands under from a day on.</summary>
internal sealed record OrganisationRow(Row Row, string Code, OrganisationKind Kind, string Name, string ParentCode, string SchoolType, DateOnly StartDate, DateOnly? LastDate, string RegionCode)
{
    /// <summary>First day of this name and parent; none = the first day of the organisation or, of one that is known and stands in one row, the newest.</summary>
    public required DateOnly? ValidFrom { get; init; }

    /// <summary>Last day of this name and parent; none = until the next row, or as long as the organisation.</summary>
    public required DateOnly? ValidTo { get; init; }

    public required IReadOnlyList<string> SuccessorCodes { get; init; }

    public DateOnly From => ValidFrom ?? StartDate;

    /// <summary>The cells that <see cref="From"/> stands in were read.</summary>
    public bool IsFromRead => OrganisationsSheet.ReadsFrom(Row);
}

/// <summary>
/// Organisations (机构); the same when the code is. One that was renamed or moved has a row for each name and parent. Names, parents and
/// first days of known ones change by their own commands.
/// </summary>
internal sealed class OrganisationsSheet()
    : Sheet("organisations", "机构", Code, NameColumn, Kind, Parent, SchoolType, StartDate, LastDate, Region, ValidFrom, ValidTo, Successors)
{
    private const int LongestName = 100;
    private static readonly char[] Separators = [';', '；', ',', '，', '、', ' '];
    private static readonly string[] SchoolTypes = ["中专", "职高", "成人中专", "技工", "高职"];
    private static readonly Column Code = new("code", "代码") { Required = true, Identifier = true, Note = "1–32 位字母、数字或连字符，不重复使用 · never used again" };
    private static readonly Column NameColumn = new("name", "名称") { Required = true };
    private static readonly Column Kind = new("kind", "类型") { Required = true, Choices = CodedValues.OrganisationKinds.Chinese };
    private static readonly Column Parent = new("parent_code", "上级代码") { Identifier = true };
    private static readonly Column SchoolType = new("school_type", "学校类型") { Choices = SchoolTypes };
    private static readonly Column StartDate = Start();
    private static readonly Column LastDate = Last();
    private static readonly Column Region = new("region_code", "行政区划") { Identifier = true, Note = "六位 · six digits" };

    private static readonly Column ValidFrom = new("valid_from", "本行起")
    {
        Note = "更名或改变隶属的机构每一名称、上级各占一行，填起始日；否则留空 · one row for each name and parent, from this day; else empty",
    };

    private static readonly Column ValidTo = new("valid_to", "本行止") { Note = "留空为至下一行前一日 · empty = until the next row" };
    private static readonly Column Successors = new("successor_codes", "接续机构") { Identifier = true, Note = "多个用分号隔开 · separated by semicolons" };

    public static bool ReadsFrom(Row row) => row.Reads(StartDate, ValidFrom);

    public static OrganisationRow Read(Row row)
    {
        var read = new OrganisationRow(
            row, row.Identifier(Code), row.Code(Kind, CodedValues.OrganisationKinds), row.Text(NameColumn), row.Identifier(Parent), row.Text(SchoolType),
            row.Day(StartDate), row.OptionalDay(LastDate), row.Identifier(Region))
        {
            ValidFrom = row.OptionalDay(ValidFrom),
            ValidTo = row.OptionalDay(ValidTo),
            SuccessorCodes = row.Identifier(Successors).Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };
        var (name, last) = (read.Name, read.LastDate);
        Require(row, Code, read.Code.Length <= 32 && read.Code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'), ImportFaultCode.UnknownCode, "must be 1 to 32 letters, digits or hyphens");
        Require(row, NameColumn, name.Length <= LongestName, ImportFaultCode.TooLong, $"must be at most {LongestName} characters");
        Require(row, NameColumn, Domain.Teachers.PlainText.FirstForbidden(name) is null, ImportFaultCode.ForbiddenCharacter, Domain.Teachers.PlainText.Problem);
        Require(row, SchoolType, read.SchoolType.Length == 0 || SchoolTypes.Contains(read.SchoolType, StringComparer.Ordinal), ImportFaultCode.UnknownCode, $"must be one of {string.Join(", ", SchoolTypes)}");
        Require(row, Region, read.RegionCode.Length == 0 || (read.RegionCode.Length == 6 && read.RegionCode.All(char.IsAsciiDigit)), ImportFaultCode.UnknownCode, "must be six digits");
        Require(row, LastDate, last is null || last >= read.StartDate, ImportFaultCode.ReversedPeriod, "must not lie before start_date");
        Require(row, ValidFrom, read.From >= read.StartDate && !(read.From > last), ImportFaultCode.ReversedPeriod, "must lie within the days of the organisation");
        Require(row, ValidTo, !(read.ValidTo < read.From) && !(read.ValidTo > last), ImportFaultCode.ReversedPeriod, "must lie between valid_from and last_date");
        Require(row, Successors, read.SuccessorCodes.Count == 0 || last is not null || !row.Reads(LastDate), ImportFaultCode.OrganisationRule, "are given, but the organisation has no last_date");
        return read;
    }

    /// <summary>The rows of one organisation, oldest first, must agree on everything but its names and parents.</summary>
    public static void RequireAgreement(IReadOnlyList<OrganisationRow> rows)
    {
        var first = rows[0];
        foreach (var other in rows.Skip(1))
        {
            Agree(other, first, Kind, other.Kind == first.Kind);
            Agree(other, first, SchoolType, other.SchoolType == first.SchoolType);
            Agree(other, first, StartDate, other.StartDate == first.StartDate);
            Agree(other, first, LastDate, other.LastDate == first.LastDate);
            Agree(other, first, Region, other.RegionCode == first.RegionCode);
            Agree(other, first, Successors, other.SuccessorCodes.SequenceEqual(first.SuccessorCodes, StringComparer.Ordinal));
        }
    }

    /// <summary>The organisation as its rows, oldest first, leave the one that is known; that very one when nothing changes.</summary>
    public static Organisation Bring(IReadOnlyList<OrganisationRow> rows, Organisation held)
    {
        var stages = OrganisationStage.Of(held);
        foreach (var read in rows)
        {
            var row = read.Row;
            Require(row, Kind, !row.Reads(Kind) || read.Kind == held.Kind, ImportFaultCode.OrganisationRule, "differs from the registry; the kind never changes");
            Require(row, StartDate, !row.Reads(StartDate) || read.StartDate == held.StartDate, ImportFaultCode.OrganisationRule, "differs from the registry");
            if (!read.IsFromRead)
            {
                continue;
            }
            var stage = rows.Count == 1 && read.ValidFrom is null ? stages[^1] : stages.FirstOrDefault(s => s.StartDate == read.From);
            if (stage is null)
            {
                row.Fault(ValidFrom, ImportFaultCode.OrganisationRule, "is no day on which the name or parent changes in the registry; rename or move the organisation from a day");
                continue;
            }
            Require(row, NameColumn, !row.Reads(NameColumn) || read.Name == stage.Name, ImportFaultCode.OrganisationRule, "differs from the registry; rename the organisation from a day");
            Require(row, Parent, !row.Reads(Parent) || read.ParentCode == stage.ParentCode, ImportFaultCode.OrganisationRule, "differs from the registry; move the organisation from a day");
            Require(row, ValidTo, !row.Reads(ValidTo) || read.ValidTo is null || read.ValidTo == (stage == stages[^1] ? read.LastDate : stage.LastDate), ImportFaultCode.OrganisationRule, "differs from the registry");
        }
        if (rows.Any(r => r.Row.Refused))
        {
            return held;
        }
        var newest = rows[^1];
        var table = newest.Row.Table;
        var next = held with
        {
            SchoolType = table.Has(SchoolType) ? newest.SchoolType : held.SchoolType,
            RegionCode = table.Has(Region) ? newest.RegionCode : held.RegionCode,
        };
        var last = table.Has(LastDate) ? newest.LastDate : held.LastDate;
        var successors = table.Has(Successors) && !newest.SuccessorCodes.SequenceEqual(held.SuccessorCodes, StringComparer.Ordinal) ? newest.SuccessorCodes : held.SuccessorCodes;
        Require(newest.Row, LastDate, last is not null || held.LastDate is null, ImportFaultCode.OrganisationRule, "is empty, but the organisation is closed");
        return last is { } day && (last != held.LastDate || successors != held.SuccessorCodes) ? next.Close(day, successors) : next;
    }

    /// <summary>A new organisation of its rows, oldest first.</summary>
    public static Organisation Make(IReadOnlyList<OrganisationRow> rows) => OrganisationStage.Make(
        rows.Select((r, i) => new OrganisationStage(r.Name, r.ParentCode, r.From, r.ValidTo ?? (i + 1 < rows.Count ? rows[i + 1].From.AddDays(-1) : r.LastDate))),
        new()
        {
            Code = rows[0].Code,
            Kind = rows[0].Kind,
            SchoolType = rows[0].SchoolType,
            RegionCode = rows[0].RegionCode,
            StartDate = rows[0].StartDate,
            LastDate = rows[0].LastDate,
            SuccessorCodes = rows[0].SuccessorCodes,
        });

    /// <summary>Writes a row for each name and parent; returns how many.</summary>
    public static int Write(Organisation organisation, RowWriter to)
    {
        var stages = OrganisationStage.Of(organisation);
        foreach (var stage in stages)
        {
            to.Text(organisation.Code);
            to.Text(stage.Name);
            to.Code(CodedValues.OrganisationKinds, organisation.Kind);
            to.Text(stage.ParentCode);
            to.Text(organisation.SchoolType);
            to.Day(organisation.StartDate);
            to.Day(organisation.LastDate);
            to.Text(organisation.RegionCode);
            to.Day(stages.Count > 1 ? stage.StartDate : null);
            to.Day(stage == stages[^1] ? null : stage.LastDate);
            to.Text(string.Join(';', organisation.SuccessorCodes));
            to.End();
        }
        return stages.Count;
    }

    private static void Agree(OrganisationRow other, OrganisationRow first, Column column, bool holds) => Require(
        other.Row, column, holds || !other.Row.Reads(column) || !first.Row.Reads(column), ImportFaultCode.OrganisationRule,
        $"differs from row {first.Row.Number} of the same organisation");

    private static void Require(Row row, Column column, bool holds, ImportFaultCode code, string problem)
    {
        if (!holds)
        {
            row.Fault(column, code, problem);
        }
    }
}
