using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Quotas;

/// <summary>How establishments are shown: every record with its id, days and document.</summary>
internal static class EstablishmentView
{
    public static void Whole(Establishment establishment, Run run)
    {
        var words = run.Words;
        run.WriteLine(words[
            $"{establishment.OrganisationCode}: {words.Of(establishment.Control)} control, revision {establishment.Etag.Trim('"')}", $"{establishment.OrganisationCode}：{words.Of(establishment.Control)}管理，版本 {establishment.Etag.Trim('"')}"]);
        if (establishment.Authorisations.Count > 0)
        {
            var table = Tables.New(words["category", "类别"], words["seats", "核定数"], words["from", "起"], words["until", "止"], words["document", "文号"], words["authorisation", "核定编号"]).Right(1);
            foreach (var a in establishment.Authorisations)
            {
                table.Row(a.Category == PostCategory.Unspecified ? words["pool", "其他类别共用"] : words.Of(a.Category), $"{a.SeatCount}", Dates.Of(a.StartDate), Dates.Of(a.LastDate), a.DocumentNumber, a.AuthorisationId);
            }
            run.Write(table);
        }
        if (establishment.Freezes.Count > 0)
        {
            var table = Tables.New(words["frozen from", "冻结起"], words["until", "止"], words["document", "文号"], words["freeze", "冻结编号"]);
            foreach (var f in establishment.Freezes)
            {
                table.Row(Dates.Of(f.StartDate), Dates.Of(f.LastDate), f.DocumentNumber, f.FreezeId);
            }
            run.Write(table);
        }
        if (establishment.Reservations.Count > 0)
        {
            var table = Tables.New(
                words["kept, category", "预占类别"], words["from", "起"], words["until", "止"], words["state", "状态"], words["closed", "结束日"], words["line", "计划编号"], words["document", "文号"], words["kept seat", "预占编号"]);
            foreach (var r in establishment.Reservations)
            {
                table.Row(words.Of(r.Category), Dates.Of(r.StartDate), Dates.Of(r.LastDate), words.Of(r.State), Dates.Of(r.CloseDate), r.LineCode, r.DocumentNumber, r.ReservationId);
            }
            run.Write(table);
        }
    }

    /// <summary>The establishment as a write left it.</summary>
    public static int Written(IEstablishmentReply reply, Run run)
    {
        if (run.Json)
        {
            run.WriteJson(reply);
            return ExitCode.Done;
        }
        Whole(reply.Establishment, run);
        run.Say(reply.ChangeToken.Length > 0 ? run.Words["Done.", "已完成。"] : run.Words["Checked; nothing was written.", "检查通过，未写入。"]);
        return ExitCode.Done;
    }
}
