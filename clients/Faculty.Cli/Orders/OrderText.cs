using Faculty.Cli.PartTime;
using Faculty.Cli.Running;
using Faculty.V1;
using Google.Type;

namespace Faculty.Cli.Orders;

/// <summary>How orders are shown: what it is, whose turn it is in plain words, then lines, sessions, money and steps.</summary>
internal static class OrderText
{
    public static Spectre.Console.Table List(Words words) => Tables.New(
        words["order", "订单号"], words["state", "状态"], words["enterprise", "企业"], words["school", "学校"], words["items", "项目"], words["heads", "人数"], words["first day", "首日"], words["last day", "末日"],
        words["quoted", "报价（元）"], words["settled", "结算（元）"], words["next", "下一步"]).Right(5, 8, 9);

    public static IEnumerable<string> Row(OrderView view, Words words)
    {
        var order = view.Order;
        var days = order.Sessions.Select(s => Dates.Of(s.Day)).DefaultIfEmpty("").Order(StringComparer.Ordinal).ToList();
        return
        [
            order.Number, words.Of(view.State), order.EnterpriseCode, order.SchoolCode, string.Join(words[", ", "、"], order.Lines.Select(Name)), $"{order.Lines.Sum(l => l.Heads)}", days[0], days[^1],
            order.Quote is { } quote ? Amounts.Of(quote.AmountFen) : "", order.Settlement is { } settlement ? Amounts.Of(settlement.AmountFen) : "",
            view.Next is { } next ? words[$"{words.Of(next.Party)}: {words.Of(next.Step)}", $"{words.Of(next.Party)}：{words.Of(next.Step)}"] : "",
        ];
    }

    /// <summary>What a layman wants to know: what happens next, who does it, until when.</summary>
    public static string Next(OrderView view, Words words)
    {
        var until = view.Next?.UntilTime is { } time ? Dates.Of(time) : "";
        return (view.State, view.Next?.Step) switch
        {
            (OrderState.Draft, _) => words["This is a draft that nobody else sees as asked for yet. The enterprise submits it to the school when it is complete.", "这是草稿，尚未提交。企业填写完整后提交学校。"],
            (OrderState.Submitted, _) when view.Order.Quote is not null => words[
                "The last quote is over and its trainers are free again. The school names trainers, days and a price anew; the order keeps its place in the queue.", "上次报价已过期，培训师已释放。请学校重新安排并报价，订单保留原排队次序。"],
            (OrderState.Submitted, _) => words["The school now names trainers, days and a price.", "等待学校安排培训师、日期并报价。"],
            (OrderState.Quoted, _) => words[
                $"The enterprise takes the quote or gives the order up. The trainers are held until {until}; after that the order goes back to the school by itself.", $"请企业确认报价或取消订单。培训师保留至 {until}，逾期自动退回学校重新报价。"],
            (OrderState.NoTrainer, _) => words["Nobody can teach it at present. The order waits and keeps its place in the queue; the school takes it up again.", "目前没有合适的培训师。订单列入候补并保留次序，由学校重新受理。"],
            (OrderState.Confirmed, _) => words[$"It is agreed. The next session is on {Dates.Of(view.Next?.Day)}.", $"双方已确认。下一次授课：{Dates.Of(view.Next?.Day)}。"],
            (OrderState.InDelivery, OrderStepType.RecordAttendance) => words[
                $"It is being taught. The next session is on {Dates.Of(view.Next?.Day)}; the school writes down who came.", $"正在授课。下一次授课：{Dates.Of(view.Next?.Day)}，学校登记到课人数。"],
            (OrderState.InDelivery, _) => words["Every session was held. The school writes down how many completed and passed.", "全部授课已完成。等待学校登记结业和合格人数。"],
            (OrderState.Delivered, _) => words["It is taught. The enterprise says how it was; then the school settles.", "授课已交付。请企业评价，随后学校结算。"],
            (OrderState.Rated, _) => words["It is taught and rated. The school settles.", "已评价。等待学校结算。"],
            (OrderState.Settled, _) => words["It is settled; nothing is left to do.", "已结算，无后续事项。"],
            (OrderState.Rejected, _) => words["The school does not take it; the reason stands below.", "学校未受理，原因见下。"],
            (OrderState.Cancelled, _) => words["It was given up; the reason stands below.", "订单已取消，原因见下。"],
            _ => "",
        };
    }

    public static void Whole(OrderView view, Run run)
    {
        var (order, words) = (view.Order, run.Words);
        run.WriteLine($"{order.Number}  {words.Of(view.State)}  {order.EnterpriseCode} → {order.SchoolCode}  {order.PlaceCode} {order.Address}".TrimEnd());
        run.WriteLine(Next(view, words));
        Lines(order, run);
        Sessions(view, run);
        Trainers(view, run);
        foreach (var rating in order.Ratings)
        {
            run.WriteLine(words[$"{words.Of(rating.Party)}: {rating.Stars} of 5  {rating.Note}", $"{words.Of(rating.Party)}评价：{rating.Stars} 分  {rating.Note}"].TrimEnd());
        }
        var steps = Tables.New(words["time", "时间"], words["party", "方"], words["step", "步骤"], words["session", "场次"], words["note", "说明"]);
        foreach (var step in order.Steps)
        {
            steps.Row(Dates.Of(step.Time), words.Of(step.Party), words.Of(step.Type), step.SessionId, step.Note);
        }
        run.Write(steps);
    }

    /// <summary>The order as a write left it.</summary>
    public static int Written(IOrderReply reply, Run run)
    {
        if (run.Json)
        {
            run.WriteJson(reply);
            return ExitCode.Done;
        }
        Whole(reply.View, run);
        run.Say(reply.ChangeToken.Length > 0 ? run.Words["Done.", "已完成。"] : run.Words["Checked; nothing was written.", "检查通过，未写入。"]);
        return ExitCode.Done;
    }

    private static void Lines(Order order, Run run)
    {
        var words = run.Words;
        var table = Tables.New(
            words["line", "行"], words["item", "项目"], words["heads", "人数"], words["hours", "课时"], words["days", "可授课日期"], words["quoted", "报价（元）"], words["completed", "结业"], words["passed", "合格"],
            words["settled", "结算（元）"]).Right(0, 2, 3, 5, 6, 7, 8);
        foreach (var line in order.Lines)
        {
            table.Row(
                $"{line.LineNumber}", Name(line), $"{line.Heads}", $"{line.Item.TheoryHours + line.Item.PracticeHours}", string.Join(", ", line.Windows.Select(w => $"{Dates.Of(w.StartDate)}–{Dates.Of(w.LastDate)}")),
                order.Quote?.Lines.FirstOrDefault(l => l.LineNumber == line.LineNumber) is { } quoted ? Amounts.Of(quoted.AmountFen) : "",
                line.HasCompleted ? $"{line.Completed}" : "", line.HasPassed ? $"{line.Passed}" : "",
                order.Settlement?.Lines.FirstOrDefault(l => l.LineNumber == line.LineNumber) is { } settled ? Amounts.Of(settled.AmountFen) : "");
        }
        run.Write(table);
        if (order.Quote is { } quote)
        {
            run.WriteLine(words[$"Quoted {Amounts.Of(quote.AmountFen)} yuan, paid {words.Of(quote.Basis)}.", $"报价合计 {Amounts.Of(quote.AmountFen)} 元，{words.Of(quote.Basis)}结算。"]);
        }
        if (order.Settlement is { } settlement)
        {
            run.WriteLine(words[
                $"Settled by {settlement.DocumentNumber}: {Amounts.Of(settlement.AmountFen)} yuan due, {Amounts.Of(settlement.WaivedFen)} yuan waived.",
                $"结算单 {settlement.DocumentNumber}：应付 {Amounts.Of(settlement.AmountFen)} 元，减免 {Amounts.Of(settlement.WaivedFen)} 元。"]);
        }
    }

    private static void Sessions(OrderView view, Run run)
    {
        if (view.Order.Sessions.Count == 0)
        {
            return;
        }
        var words = run.Words;
        var table = Tables.New(words["line", "行"], words["day", "日期"], words["time", "时间"], words["kind", "类型"], words["trainers", "培训师"], words["came", "到课"], words["session", "场次编号"]).Right(0, 5);
        foreach (var session in view.Order.Sessions)
        {
            table.Row(
                $"{session.LineNumber}", Dates.Of(session.Day), $"{Time(session.FromTime)}–{Time(session.ToTime)}", words.Of(session.Kind), string.Join(words[", ", "、"], session.Aliases),
                session.HasAttended ? $"{session.Attended}" : "", session.SessionId);
        }
        run.Write(table);
    }

    private static void Trainers(OrderView view, Run run)
    {
        if (view.Trainers.Count == 0)
        {
            return;
        }
        var words = run.Words;
        var table = Tables.New(words["trainer", "培训师"], words["name", "姓名"], words["skills", "技能"], words["id", "编号"]);
        foreach (var trainer in view.Trainers)
        {
            table.Row(trainer.Alias, trainer.DisplayName, string.Join(words[", ", "、"], trainer.Skills.Select(s => $"{s.OccupationCode} {words.Of(s.Level)}")), trainer.TrainerId);
        }
        run.Write(table);
    }

    private static string Name(OrderLine line) => line.Item.Name.Length > 0 ? $"{line.Item.Code} {line.Item.Name}" : line.Item.Code;

    private static string Time(TimeOfDay time) => $"{time.Hours:00}:{time.Minutes:00}";
}
