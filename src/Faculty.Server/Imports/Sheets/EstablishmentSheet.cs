using Faculty.Domain.Quotas.Seats;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;

namespace Faculty.Server.Imports.Sheets;

/// <summary>Authorised seats (编制); the same when organisation, category and first day are.</summary>
internal sealed class EstablishmentSheet() : LedgerSheet("establishment", "编制", Holder, Category, Seats, Document, StartDate, LastDate, Control)
{
    public static readonly Column Holder = new("school_code", "学校代码") { Required = true, Identifier = true, Note = "学校；上级机构的行是其下各校的编制总量 · a school; rows of an organisation above schools cap them" };
    public static readonly Column Category = new("category", "岗位类别") { Choices = CodedValues.PostCategories.Chinese, Note = "留空表示其他类别共用 · empty = the pool of every category without seats of its own" };
    private static readonly Column Seats = new("authorised", "核定数") { Required = true, Field = "seat_count" };
    private static readonly Column Document = new("document_number", "文号") { Required = true };
    private static readonly Column StartDate = Start();
    private static readonly Column LastDate = Last();
    public static readonly Column Control = new("control", "管理方式") { Choices = CodedValues.SeatControls.Chinese, Note = "同一机构各行一致；留空表示不变，新台账为刚性 · the same in all rows of an organisation; empty = as it is, HARD for a new one" };

    public static Authorisation Read(Row row) => new()
    {
        Category = row.Code(Category, CodedValues.PostCategories),
        SeatCount = row.Count(Seats),
        DocumentNumber = row.Text(Document),
        StartDate = row.Day(StartDate),
        LastDate = row.OptionalDay(LastDate),
    };

    /// <summary>The row as the next version of an authorisation; what the table does not carry stays.</summary>
    public static Authorisation Keep(Authorisation row, Authorisation held, SourceTable table) =>
        row with { AuthorisationId = held.AuthorisationId, LastDate = table.Has(LastDate) ? row.LastDate : held.LastDate };

    public static int Write(Establishment establishment, IEnumerable<Authorisation> authorisations, RowWriter to)
    {
        var rows = 0;
        foreach (var authorisation in authorisations)
        {
            to.Text(establishment.OrganisationCode);
            to.Code(CodedValues.PostCategories, authorisation.Category);
            to.Text($"{authorisation.SeatCount}");
            to.Text(authorisation.DocumentNumber);
            to.Day(authorisation.StartDate);
            to.Day(authorisation.LastDate);
            to.Code(CodedValues.SeatControls, establishment.Control);
            to.End();
            rows++;
        }
        return rows;
    }
}
