using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Orders;

internal static class CreateOrder
{
    public static Command Create(Words words)
    {
        var lines = Lines(words);
        return new RequestCommand<CreateOrderRequest>(
                "create", words["begin an order, as a draft; its number is printed", "新建订单（草稿），输出订单号"], words,
                ("--enterprise", "order.enterprise_code", "code of the enterprise", "企业代码"),
                ("--credit-code", "order.credit_code", "unified social credit code, 18 signs", "统一社会信用代码，18 位"),
                ("--school", "order.school_code", "code of the school", "学校代码"),
                ("--place", "order.place_code", "where it is taught: the enterprise's code or a travel place; at the school when absent", "授课地点代码，默认在学校"),
                ("--address", "order.address", "the address in words", "详细地址"),
                ("--speaks", "order.languages", "language tag such as zh; may be repeated", "授课语言，如 zh，可多次"))
            .With(lines)
            .Does(
                (request, _) => request.Order ??= new(),
                async (request, run, ct) =>
                {
                    request.Order.Lines.AddRange((run.Parse.GetValue(lines) ?? []).Select(l => OrderInputs.Line(l, words)));
                    return OrderText.Written(await run.Connection.Orders.CreateOrderAsync(request, cancellationToken: ct), run);
                });
    }

    public static Option<string[]> Lines(Words words) => new("--line")
    {
        Description = words["item and heads, with the days that suit: ITEM:HEADS or ITEM:HEADS:FROM..TO; may be repeated", "项目和人数，可附日期：项目:人数 或 项目:人数:起..止，可多次"],
    };
}
