using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Quotas;

/// <summary>`faculty quotas …` (编制与招聘).</summary>
internal static class QuotasCommand
{
    public static Command Create(Words words) => new("quotas", words["seats, who is on them, and hiring", "编制：余额、人员、招聘计划"])
    {
        GetSeats.Create(words),
        ListHolders.Create(words),
        ListLeavers.Create(words),
        ListChanges.Create(words),
        DownloadWorkbook.Create(words),
        ReconcilePayroll.Create(words),
        GetEstablishment.Create(words),
        AuthoriseSeats.Create(words),
        WithdrawAuthorisation.Create(words),
        SetControl.Create(words),
        FreezeSeats.Create(words),
        ThawSeats.Create(words),
        ReserveSeat.Create(words),
        ReleaseSeat.Create(words),
        LinesCommand.Create(words),
    };
}
