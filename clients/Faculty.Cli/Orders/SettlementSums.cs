using System.CommandLine;
using Faculty.Cli.PartTime;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Orders;

/// <summary>`faculty orders sums`: what finance asks, without any enterprise.</summary>
internal static class SettlementSums
{
    public static Command Create(Words words) => new RequestCommand<GetSettlementSumsRequest>(
            "sums", words["what settled orders came to, by school", "各学校已结算订单的金额"], words,
            ("--scope", "scope_code", "only of schools at or below this organisation", "机构代码，含下级"),
            ("--from", "from_date", "settled from this day on", "结算起始日期"),
            ("--to", "to_date", "settled up to this day", "结算截止日期"))
        .Calls<GetSettlementSumsResponse>(c => c.Orders.GetSettlementSumsAsync, (reply, run) =>
        {
            var table = Tables.New(words["school", "学校"], words["orders", "订单"], words["quoted", "报价（元）"], words["settled", "应付（元）"], words["waived", "减免（元）"]).Right(1, 2, 3, 4);
            foreach (var sum in reply.Sums)
            {
                table.Row(sum.SchoolCode, $"{sum.OrderCount}", Amounts.Of(sum.QuotedFen), Amounts.Of(sum.SettledFen), Amounts.Of(sum.WaivedFen));
            }
            run.Write(table);
        });
}
