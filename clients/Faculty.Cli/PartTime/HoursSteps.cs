using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Cli.PartTime;

/// <summary>Steps of many lines at once: those named, or every one in the right state of a school, department or month; all or none.</summary>
internal static class HoursSteps
{
    private const int Most = 500;

    public static Command Confirm(Words words) => Step<ConfirmHoursRequest, ConfirmHoursResponse>(
        "confirm", words["the department stands for lines; they are payable", "系部确认课时，转为应付"], words, HoursState.Recorded, c => c.PartTime.ConfirmHoursAsync);

    public static Command Return(Words words) => Step<ReturnHoursRequest, ReturnHoursResponse>(
        "return", words["give lines back that are not paid", "退回未支付的课时"], words, HoursState.Recorded, c => c.PartTime.ReturnHoursAsync, ("--explanation", "explanation", "why; no personal data", "退回原因，不得含个人信息"));

    public static Command Pay(Words words) => Step<PayHoursRequest, PayHoursResponse>(
        "pay", words["finance has paid lines", "财政支付课时费"], words, HoursState.Confirmed, c => c.PartTime.PayHoursAsync, ("--document", "document_number", "document", "凭证号"));

    public static Command Refuse(Words words) => Step<RefuseHoursRequest, RefuseHoursResponse>(
        "refuse", words["finance gives payable lines back", "财政退回应付课时"], words, HoursState.Confirmed, c => c.PartTime.RefuseHoursAsync, ("--explanation", "explanation", "why; no personal data", "退回原因，不得含个人信息"));

    public static Command Reverse(Words words) => Step<ReverseHoursRequest, ReverseHoursResponse>(
        "reverse", words["take back what was paid, each by a line against it", "冲销已支付的课时"], words, HoursState.Unspecified, c => c.PartTime.ReverseHoursAsync,
        ("--document", "document_number", "document", "凭证号"), ("--explanation", "explanation", "why; no personal data", "冲销原因，不得含个人信息"));

    private static Command Step<TRequest, TReply>(
        string name, string help, Words words, HoursState state, Func<Faculty.Client.FacultyConnection, Func<TRequest, CallOptions, AsyncUnaryCall<TReply>>> call,
        params IReadOnlyList<(string Name, string Path, string English, string Chinese)> fields)
        where TRequest : class, IHoursWrite, Google.Protobuf.IMessage<TRequest>, new()
        where TReply : IHoursReply
    {
        var lines = new Argument<string[]>("LINE") { Description = words["ids of lines, as list shows them", "记录编号，可多个"], Arity = ArgumentArity.ZeroOrMore };
        var (scope, month) = (Inputs.Text("--scope", words["every such line at or below this organisation", "该机构及下级的全部此类记录"]), Inputs.Text("--month", words["with --scope: only of this month, such as 2026-09", "与 --scope 同用：仅该月份，如 2026-09"]));
        var command = new RequestCommand<TRequest>(name, help, words, [.. fields, ("--date", "date", "day; today when absent", "日期，默认今天")]).With(lines);
        return (state == HoursState.Unspecified ? command : command.With(scope, month)).Does(null, async (request, run, ct) =>
        {
            request.LineIds.AddRange(run.Parse.GetValue(lines) ?? []);
            if (state != HoursState.Unspecified && run.Parse.GetValue(scope) is { } all)
            {
                await foreach (var message in run.Connection.PartTime.StreamHours(new() { ScopeCode = all, Month = Amounts.Month(run.Parse.GetValue(month), words), State = state }, cancellationToken: ct).ResponseStream.ReadAllAsync(ct))
                {
                    request.LineIds.AddRange(message.Lines.Select(l => l.Line.LineId));
                }
                if (request.LineIds.Count is 0 or > Most)
                {
                    throw new UsageException(words[$"{request.LineIds.Count} lines are found; one step takes 1 to {Most}. Name a month or a department.", $"找到 {request.LineIds.Count} 条记录，一次可办理 1 至 {Most} 条。请指定月份或系部。"]);
                }
            }
            return PartTimeView.Written(await call(run.Connection)(request, new(cancellationToken: ct)), run);
        });
    }
}
