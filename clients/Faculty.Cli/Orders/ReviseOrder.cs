using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Orders;

/// <summary>What is typed changes; the rest stays as the draft has it.</summary>
internal static class ReviseOrder
{
    public static Command Create(Words words)
    {
        var lines = CreateOrder.Lines(words);
        IReadOnlyList<string> changed = [];
        return new RequestCommand<ReviseOrderRequest>(
                "revise", words["change a draft; what is not typed stays", "修改草稿，未填写的不变"], words,
                OrderFields.Number,
                ("--credit-code", "order.credit_code", "unified social credit code, 18 signs", "统一社会信用代码，18 位"),
                ("--place", "order.place_code", "where it is taught", "授课地点代码"),
                ("--address", "order.address", "the address in words", "详细地址"),
                ("--speaks", "order.languages", "language tag such as zh; may be repeated", "授课语言，如 zh，可多次"))
            .With(lines)
            .Does(
                (request, typed) =>
                {
                    request.Order ??= new();
                    changed = typed;
                },
                async (request, run, ct) =>
                {
                    var draft = (await run.Connection.Orders.GetOrderAsync(new() { Number = request.Number }, cancellationToken: ct)).View.Order;
                    var wanted = new Order { EnterpriseCode = draft.EnterpriseCode, CreditCode = draft.CreditCode, SchoolCode = draft.SchoolCode, PlaceCode = draft.PlaceCode, Address = draft.Address, Languages = { draft.Languages } };
                    foreach (var field in changed.Where(p => p.StartsWith("order.", StringComparison.Ordinal)).Select(p => Order.Descriptor.FindFieldByName(p["order.".Length..])))
                    {
                        if (field.IsRepeated)
                        {
                            wanted.Languages.Clear();
                            wanted.Languages.Add(request.Order.Languages);
                        }
                        else
                        {
                            field.Accessor.SetValue(wanted, field.Accessor.GetValue(request.Order));
                        }
                    }
                    wanted.Lines.Add(run.Parse.GetValue(lines) is { Length: > 0 } others ? others.Select(l => OrderInputs.Line(l, words)) : draft.Lines);
                    request.Order = wanted;
                    return OrderText.Written(await run.Connection.Orders.ReviseOrderAsync(request, cancellationToken: ct), run);
                });
    }
}
