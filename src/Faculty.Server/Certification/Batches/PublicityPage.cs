using System.Net;
using System.Security.Cryptography;
using System.Text;
using Faculty.Domain.Certification.Certificates;
using Faculty.V1;
using Batch = Faculty.Domain.Certification.Batches.Batch;

namespace Faculty.Server.Certification.Batches;

/// <summary>The publicity list as a page (网页): one HTML file without scripts, that needs nothing beside it.</summary>
internal static class PublicityPage
{
    private const string Style =
        "body{font:16px/1.6 system-ui,'Noto Sans CJK SC',sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c}"
        + "h1{font-size:1.5rem;text-align:center}p{margin:.5rem 0}table{border-collapse:collapse;width:100%;margin-top:1rem}"
        + "th,td{border:1px solid #999;padding:.35rem .6rem;text-align:left}th{background:#f2f2f2}td:first-child,th:first-child{text-align:right;width:4rem}"
        + "@media print{body{margin:0;max-width:none}thead{display:table-header-group}}";

    /// <summary>What a browser may do with it: show it in its own style.</summary>
    public static readonly string ContentSecurityPolicy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static byte[] Html(Batch batch, IReadOnlyList<PublicityEntry> entries)
    {
        var html = new StringBuilder()
            .Append($"<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{Text(batch.Title)} 公示名单</title>\n")
            .Append($"<style>{Style}</style>\n</head>\n<body>\n<h1>{Text(batch.Title)}<br>“双师型”教师认定公示名单</h1>\n")
            .Append($"<p>认定机构：{Text(batch.Authority)}</p>\n<p>公示时间：{ChineseDay.Of(batch.PublicityStart!.Value)}至{ChineseDay.Of(batch.PublicityLast!.Value)}</p>\n")
            .Append($"<p>如有异议，请在公示期内向认定机构提出。共 {entries.Count} 人。</p>\n")
            .Append("<table>\n<thead><tr><th scope=\"col\">序号</th><th scope=\"col\">姓名</th><th scope=\"col\">学校</th><th scope=\"col\">级别</th><th scope=\"col\">专业领域</th></tr></thead>\n<tbody>\n");
        foreach (var entry in entries)
        {
            html.Append($"<tr><td>{entry.Number}</td><td>{Text(entry.MaskedName)}</td><td>{Text(entry.SchoolName)}</td><td>{PublicitySheet.Level(entry.Level)}</td><td>{Text(entry.Field)}</td></tr>\n");
        }
        return Encoding.UTF8.GetBytes(html.Append("</tbody>\n</table>\n</body>\n</html>\n").ToString());
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
