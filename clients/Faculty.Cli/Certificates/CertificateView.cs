using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Certificates;

/// <summary>How the result of a check is shown.</summary>
internal static class CertificateView
{
    /// <summary>Prints it; the exit code says whether the certificate is genuine and, where a server was asked, holds.</summary>
    public static int Show(VerifyCertificateResponse found, bool online, Run run)
    {
        var words = run.Words;
        if (run.Json)
        {
            run.WriteJson(found);
        }
        else
        {
            run.WriteLine(Verdict(found, online, words));
            foreach (var (name, value) in found.Statement is { } statement ? Lines(statement, words).Where(l => l.Value.Length > 0) : [])
            {
                run.WriteLine($"  {name}{words[": ", "："]}{value}");
            }
            if (!online && found.Fault == CertificateFault.Unspecified)
            {
                run.WriteLine(words[
                    "Whether it was revoked, suspended or superseded since is not known without the server: faculty certificates verify NUMBER.",
                    "签发后是否被撤销、暂停或晋级，离线无法得知：请联网用 faculty certificates verify 编号 查验。"]);
            }
        }
        var good = found.Fault == CertificateFault.Unspecified && (online ? found.State == CertificateState.Valid : found.Statement is not null);
        return good ? ExitCode.Done : ExitCode.Refused;
    }

    private static string Verdict(VerifyCertificateResponse found, bool online, Words words) => found.Fault switch
    {
        CertificateFault.Form => words["NOT GENUINE: this is no certificate, or not the whole of it.", "不是真证书：格式不符或文件不完整。"],
        CertificateFault.Key => words["NOT GENUINE here: signed with none of these keys. It may be another registry's; or get the newest keys.", "无法确认为真：签发密钥不在公钥之列；可能是其他系统签发，或公钥文件已旧。"],
        CertificateFault.Signature => words["NOT GENUINE: it was changed, or forged.", "不是真证书：内容被改动或系伪造。"],
        _ when !online => words["GENUINE: signed by the registry, unchanged.", "真证书：签名有效，内容未经改动。"],
        _ => State(found, words),
    };

    private static string State(VerifyCertificateResponse found, Words words)
    {
        var (day, since) = (Dates.Of(found.AsOf), found.SinceDate is null ? "" : words[$" from {Dates.Of(found.SinceDate)} on", $"，自 {Dates.Of(found.SinceDate)} 起"]);
        return found.State switch
        {
            CertificateState.Valid => words[$"VALID on {day}.", $"有效（{day}）。"],
            CertificateState.Unknown => words["UNKNOWN: this registry knows no such certificate.", "查无此证：本系统没有该证书。"],
            CertificateState.Outdated => words[
                $"OUTDATED on {day}: genuine, but the registry says something else by now; ask for a new one.", $"内容已变更（{day}）：证书为真，但登记内容已更改，请换领新证书。"],
            CertificateState.NotYet => words[$"NOT YET in force on {day}.", $"尚未生效（{day}）。"],
            CertificateState.Lapsed => words[$"LAPSED on {day}.", $"已到期（{day}）。"],
            var state => words[$"NOT IN FORCE on {day}: {words.Of(state)}{since}.", $"无效（{day}）：{words.Of(state)}{since}。"],
        };
    }

    private static IEnumerable<(string Name, string Value)> Lines(CertificateStatement s, Words words) =>
    [
        (words["number", "证书编号"], s.CertificateNumber), (words["authority", "认定机构"], s.Authority), (words["name", "姓名"], s.DisplayName),
        (words["level", "级别"], $"{words.Of(s.Track)} {words.Of(s.Level)}"), (words["field", "专业领域"], s.Field), (words["school", "所在学校"], s.School),
        (words["decision", "认定文号"], s.DecisionDocument), (words["from", "生效日期"], Dates.Of(s.StartDate)),
        (words["to", "有效期至"], s.LastDate is null ? words["unlimited", "长期"] : Dates.Of(s.LastDate)),
        (words["made out", "签发日期"], s.IssueDate is null ? "" : Dates.Of(s.IssueDate)), (words["issuer", "签发系统"], s.Issuer),
    ];
}
