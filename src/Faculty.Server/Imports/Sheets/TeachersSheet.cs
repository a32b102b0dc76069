using Faculty.Domain.Codes;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;
using Faculty.Storage;
using Faculty.V1;
using Identity = Faculty.Domain.Teachers.Identity;
using IdType = Faculty.Domain.Teachers.IdType;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Who the persons are (教师).</summary>
internal sealed class TeachersSheet() : TeacherSheet("teachers", "教师", Reference(), NameColumn, SexColumn, BirthDate, IdTypeColumn, Number, EthnicGroup, MobileColumn, Erased, Revision)
{
    private static readonly Column NameColumn = new("name", "姓名") { Required = true, Personal = true, Field = "display_name" };
    private static readonly Column SexColumn = new("sex", "性别") { Required = true, Choices = CodedValues.Sexes.Chinese };
    private static readonly Column BirthDate = new("birth_date", "出生日期") { Required = true, Personal = true, Note = "1980-05-17" };
    private static readonly Column IdTypeColumn = new("id_type", "证件类型") { Choices = CodedValues.IdTypes.Chinese, Note = "留空为居民身份证 · empty = resident identity card" };
    private static readonly Column Number = new("id_number", "证件号码") { Personal = true, Identifier = true, Note = "18 位，文本格式 · 18 characters, as text" };
    private static readonly Column EthnicGroup = new("ethnic_group", "民族") { Identifier = true, Note = "名称或两位代码 · name or two-digit code" };
    private static readonly Column MobileColumn = new("mobile", "手机") { Personal = true, Identifier = true, Note = "11 位 · 11 digits" };
    private static readonly Column Erased = new("erased", "已抹除") { Choices = ["是", "否"], Note = "导出时写入 · written by the export" };
    private static readonly Column Revision = new("record_revision", "版本") { Note = "导出时写入，请勿改动 · written by the export; leave it" };

    public static Identity Read(Row row, Identity? held, DateOnly today)
    {
        var number = IdNumber.Normalise(row.Identifier(Number));
        var type = row.Code(IdTypeColumn, CodedValues.IdTypes, number.Length > 0 ? IdType.Resident : IdType.Unspecified);
        var table = row.Table;
        var read = new Identity
        {
            DisplayName = row.Text(NameColumn),
            Sex = row.Code(SexColumn, CodedValues.Sexes),
            BirthDate = row.Day(BirthDate),
            IdNumber = table.Has(Number) ? number : held?.IdNumber ?? "",
            IdType = table.Has(Number) ? (number.Length > 0 ? type : IdType.Unspecified) : held?.IdType ?? IdType.Unspecified,
            EthnicGroup = table.Has(EthnicGroup) ? row.Code(EthnicGroup, CodeTables.EthnicGroups) : held?.EthnicGroup ?? "",
            Mobile = table.Has(MobileColumn) ? row.Identifier(MobileColumn) : held?.Mobile ?? "",
        };
        if (row.Refused || !read.Equals(held))
        {
            row.Add(FactChecks.Of(read, today));
        }
        if (row.Accepts(IdTypeColumn, Number) && IdNumber.HasUnknownArea(read.IdType, read.IdNumber))
        {
            row.Warn(Number, "begins with an area code that the table does not have", ImportFaultCode.UnknownAreaCode);
        }
        return read;
    }

    /// <summary>The ID number of a row, without telling faults: what a person may be found by.</summary>
    public static (IdType Type, string Number) Found(Row row)
    {
        var number = IdNumber.Normalise(row.Glance(Number));
        return (number.Length == 0 ? IdType.Unspecified : CodedValues.IdTypes.TryFind(row.Glance(IdTypeColumn), out var type) ? type : IdType.Resident, number);
    }

    public static bool SaysNumber(TableReader reader, SourceTable table) =>
        table.Places[Number.Index] is >= 0 and var place && place < reader.Count && !reader.Cell(place).IsWhiteSpace();

    /// <summary>The revision the row was exported at; null when it says none.</summary>
    public static long? ExportedAt(Row row) =>
        long.TryParse(row.Glance(Revision), out var revision) && revision > 0 ? revision : null;

    public override void Take(PersonMerge person, IReadOnlyList<Row> rows)
    {
        foreach (var again in rows.Skip(1))
        {
            again.Fault(Columns[0], ImportFaultCode.DuplicateTeacherRef, $"stands in row {rows[0].Number} already");
            Read(again, held: null, person.Today);
            person.RefuseRow(again);
        }
        if (rows.Count == 0)
        {
            return;
        }
        if (person.Teacher.Identity.Erased || rows[0].YesNo(Erased, otherwise: false))
        {
            TakeErased(person, rows[0]);
            return;
        }
        var identity = Read(rows[0], person.IsNew ? null : person.Teacher.Identity, person.Today);
        if (rows[0].Refused)
        {
            // The person's other rows are checked against what is right.
            person.Teacher = person.Teacher with
            {
                Identity = identity with
                {
                    Sex = rows[0].Accepts(SexColumn) ? identity.Sex : default,
                    BirthDate = rows[0].Accepts(BirthDate) ? identity.BirthDate : default,
                    IdNumber = rows[0].Reads(IdTypeColumn) ? identity.IdNumber : "",
                },
            };
            person.RefuseRow(rows[0]);
            return;
        }
        var result = person.IsNew ? RowResult.Created : !person.RefsChanged && identity.Equals(person.Teacher.Identity) ? RowResult.Unchanged : RowResult.Changed;
        person.Teacher = person.Teacher with { Identity = identity };
        person.Took(person.Teacher.TeacherId, rows[0], result);
    }

    // What an export says of an erased person changes nothing here; anybody else's name does not come back, and nobody is erased by a file.
    private static void TakeErased(PersonMerge person, Row row)
    {
        if (person.Teacher.Identity.Erased && row.YesNo(Erased, otherwise: false))
        {
            person.Took(person.Teacher.TeacherId, row, RowResult.Unchanged);
            return;
        }
        row.Fault(row.Table.Sheet.Columns[0], ImportFaultCode.ErasedTeacher, person.Teacher.Identity.Erased ? "is a person whose identity was erased" : "is marked as erased, but the registry holds no erased record for it");
        person.RefuseRow(row);
    }

    public override int Write(Stored<Teacher> teacher, string reference, RowWriter to)
    {
        var identity = teacher.Value.Identity;
        to.Text(reference);
        to.Text(identity.DisplayName);
        to.Code(CodedValues.Sexes, identity.Sex);
        to.Day(identity.Erased ? null : identity.BirthDate);
        to.Code(CodedValues.IdTypes, identity.IdType);
        to.Text(identity.IdNumber);
        to.Text(identity.EthnicGroup);
        to.Text(identity.Mobile);
        to.Text(identity.Erased ? "是" : "");
        to.Text($"{teacher.Revision}");
        to.End();
        return 1;
    }
}
