using System.CommandLine;
using Faculty.Cli.Rechecks;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Recognitions;

/// <summary>`recognitions expiring`: what ends soon (到期预警).</summary>
internal static class ListExpiring
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamExpiriesRequest>(
                "expiring", words["list recognitions, and credentials they stand on, that end soon", "列出即将到期的认定及依据证书"], words,
                ("--scope", "scope_code", "only at or below this organisation", "机构代码（含下级）"),
                ("--within", "within_days", "within so many days; 180 when absent", "天数内，默认 180"),
                ("--kind", "kind", "only what ends of this kind: RECOGNITION, the recognition itself, or CREDENTIAL, a certificate that one stands on; both when absent", "只列此类到期项目：双师型认定（认定本身）或 证书（认定所依据的证书），默认两者"),
                ("--level", "level", "only of this level", "级别"),
                ("--as-of|--on", "as_of", "the day; today in China when absent", "日期，默认今天"))
            .With(limit)
            .Does(null, (request, run, ct) => RecheckView.ListAsync(
                run.Connection.Rechecks.StreamExpiries(request, cancellationToken: ct), r => r.Expiries, RecheckView.Ends, e => e.Recognition, RecheckView.Row, limit, run, ct));
    }
}
