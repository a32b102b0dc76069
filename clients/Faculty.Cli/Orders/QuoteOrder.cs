using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Orders;

internal static class QuoteOrder
{
    public static Command Create(Words words)
    {
        var sessions = new Option<string[]>("--session")
        {
            Description = words["\"LINE DAY FROM-TO KIND TRAINER,TRAINER\"; may be repeated; none = those of the quote before", "“行号 日期 起-止 类型 培训师编号”，可多次；不填则沿用上次安排"],
        };
        var prices = new Option<string[]>("--price") { Description = words["LINE=YUAN a head, where the menu has no amount or another is agreed", "行号=元（每人），菜单无金额或另有约定时填写"] };
        var amounts = new Option<string[]>("--amount") { Description = words["LINE=YUAN for the whole class", "行号=元（包班）"] };
        return new RequestCommand<QuoteOrderRequest>(
                "quote", words["name trainers, days and a price, and hold them for 24 hours", "安排培训师、日期并报价，保留 24 小时"], words,
                OrderFields.Number,
                ("--basis", "basis", "what is paid for in the end; PER_PASS when absent", "结算方式，默认按合格人数"),
                ("--without", "blocked_trainer_ids", "a trainer that the enterprise does not want; may be repeated", "企业回避的培训师编号，可多次"),
                OrderFields.Note)
            .With(sessions, prices, amounts)
            .Does(
                (request, _) => request.Basis = request.Basis == SettlementBasis.Unspecified ? SettlementBasis.PerPass : request.Basis,
                async (request, run, ct) =>
                {
                    request.Sessions.AddRange((run.Parse.GetValue(sessions) ?? []).Select(s => OrderInputs.Session(s, words)));
                    request.Prices.AddRange((run.Parse.GetValue(prices) ?? []).Select(p => OrderInputs.Price(p, "--price", words)));
                    request.Prices.AddRange((run.Parse.GetValue(amounts) ?? []).Select(p => OrderInputs.Price(p, "--amount", words)));
                    return OrderText.Written(await run.Connection.Orders.QuoteOrderAsync(request, cancellationToken: ct), run);
                });
    }
}
