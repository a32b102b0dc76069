using System.Globalization;
using System.Text.Json;
using Faculty.Domain.Teachers;
using Faculty.Server.Certification.Certificates;
using Faculty.Server.Imports.Sheets;
using SkiaSharp;

namespace Faculty.Server.Quotas.Statements;

/// <summary>
/// A statement for finance on paper (财政报表打印件): A4, as many pages as it takes, the number on each. Everything on it is read from the statement's
/// text, whose digest it bears, so that the same text gives the same bytes. Lengths are points.
/// </summary>
internal sealed class StatementSheet : IDisposable
{
    private const float Width = 595.28f, Height = 841.89f, Left = 48, Right = Width - Left, Bottom = Height - 64, Size = 10, Smallest = 6, Row = 20;
    private static readonly SKColor Black = new(0x1c, 0x1c, 0x1c), Grey = new(0x55, 0x55, 0x55);

    private readonly SKDocument document;
    private readonly CertificateFonts fonts;
    private readonly string number;
    private SKCanvas canvas;
    private SheetText text;
    private int page;
    private float y;

    private StatementSheet(SKDocument document, CertificateFonts fonts, string number)
    {
        (this.document, this.fonts, this.number) = (document, fonts, number);
        (canvas, text, y) = Open();
    }

    /// <summary>The PDF of a statement's text. A character that no font has is printed as a stroke.</summary>
    /// <exception cref="Hosting.Refusal">FONT_MISSING.</exception>
    public static byte[] Pdf(ReadOnlyMemory<byte> content, CertificateFonts fonts, DateTimeOffset knownAt)
    {
        using var json = JsonDocument.Parse(content);
        var (statement, sha256) = (json.RootElement.GetProperty("statement"), Text(json.RootElement, "sha256"));
        using var pdf = new MemoryStream();
        // The instant of the knowledge, not of the printing.
        using (var document = SKDocument.CreatePdf(pdf, new SKDocumentPdfMetadata
        {
            Title = $"财政报表 {Text(statement, "number")}", Subject = $"SHA-256 {sha256}", Creator = "Faculty", Producer = "Faculty", Creation = knownAt.UtcDateTime, Modified = knownAt.UtcDateTime,
        }))
        {
            using (var sheet = new StatementSheet(document, fonts, Text(statement, "number")))
            {
                sheet.Head(statement, sha256);
                sheet.Seats(statement.GetProperty("seats"));
                sheet.OpenLines(statement.GetProperty("open_lines"));
                sheet.PartTime(statement.GetProperty("part_time"));
                sheet.Close();
            }
            document.Close();
        }
        return pdf.ToArray();
    }

    public void Dispose() => text.Dispose();

    private void Head(JsonElement statement, string sha256)
    {
        y = 72;
        const string Title = "编制与兼职教师经费财政报表";
        text.Draw(Title, new((Width - text.Width(Title, 18)) / 2, y), 18, Black);
        y += 30;
        foreach (var line in (string[])
            [
                $"编号：{Text(statement, "number")}", $"机构：{Text(statement, "scope_name")}（{Text(statement, "scope_code")}）",
                $"统计日期：{Text(statement, "as_of")}    所知版本：{Number(statement, "revision")}（{Text(statement, "known_at")}）", $"内容摘要（SHA-256）：{sha256}",
            ])
        {
            Line(line, Size);
        }
    }

    private void Seats(JsonElement seats)
    {
        Section("一、编制");
        Table(
            [("机构", 187), ("核定", 44), ("在编", 44), ("预占", 44), ("空缺", 44), ("已批未用", 52), ("可报计划", 52), ("超编", 32)],
            [.. seats.GetProperty("schools").EnumerateArray().Select(s => Figures(s, Named(s))), Figures(seats, "合计")]);
        Documents(seats);

        static string[] Figures(JsonElement of, string name) =>
            [name, .. ((string[])["authorised", "occupied", "reserved", "vacant", "open_approved", "free_to_plan", "over"]).Select(field => $"{Number(of, field)}")];
    }

    private void OpenLines(JsonElement lines)
    {
        Section("二、已批未用的招聘计划");
        Table(
            [("计划编号", 84), ("学校", 92), ("类别", 56), ("批准", 32), ("入职", 32), ("未用", 32), ("截止日期", 64), ("审批文号", 107)],
            [
                .. lines.EnumerateArray().Select(l => (string[])
                [
                    Text(l, "line_code"), Text(l, "school_code"), CodedValues.PostCategories.Of(Enum.Parse<PostCategory>(Text(l, "category")), chinese: true), $"{Number(l, "approved")}", $"{Number(l, "onboarded")}", $"{Number(l, "open")}",
                    Text(l, "deadline"), string.Join("、", l.GetProperty("approvals").EnumerateArray().Select(a => Text(a, "document_number")).Distinct(StringComparer.Ordinal)),
                ]),
            ]);
    }

    private void PartTime(JsonElement money)
    {
        Section($"三、兼职教师经费（{Number(money, "year")} 年，元）");
        Table(
            [("机构", 145), ("预算", 62), ("已付", 62), ("应付", 62), ("结余", 62), ("课时", 46), ("人数", 30), ("上限", 30)],
            [.. money.GetProperty("schools").EnumerateArray().Select(s => Figures(s, Named(s))), Figures(money, "合计")]);
        foreach (var school in money.GetProperty("schools").EnumerateArray())
        {
            Documents(school);
        }

        static string[] Figures(JsonElement of, string name) =>
        [
            name, .. ((string[])["budget_fen", "paid_fen", "payable_fen", "left_fen", "hours_hundredths"]).Select(field => Hundredths(Number(of, field))), $"{Number(of, "heads")}", $"{Number(of, "allowed")}",
        ];
    }

    private void Documents(JsonElement of)
    {
        var documents = of.GetProperty("document_numbers").EnumerateArray().Select(d => d.GetString()!).ToList();
        if (documents.Count > 0)
        {
            Line($"依据文号：{string.Join("、", documents)}", 9);
        }
    }

    private void Section(string title)
    {
        y += 14;
        Room(3 * Row);
        Line(title, 13);
    }

    private void Line(string value, float size)
    {
        var (lines, fitted) = text.Fit(Printable(value), Right - Left, lines: 1, size, 8);
        foreach (var line in lines)
        {
            Room(Row);
            text.Draw(line, new(Left, y), fitted, Black);
            y += size + 6;
        }
    }

    private void Table((string Title, float Width)[] columns, IReadOnlyList<string[]> rows)
    {
        Cells(columns, [.. columns.Select(c => c.Title)], Grey);
        foreach (var row in rows)
        {
            if (Room(Row))
            {
                Cells(columns, [.. columns.Select(c => c.Title)], Grey);
            }
            Cells(columns, row, Black);
        }
        y += 12;
    }

    // What is a number stands at the right of its column.
    private void Cells((string Title, float Width)[] columns, string[] cells, SKColor colour)
    {
        var at = Left;
        foreach (var ((title, width), cell) in columns.Zip(cells))
        {
            var (lines, size) = text.Fit(Printable(cell), width - 4, lines: 2, Size, Smallest);
            foreach (var (index, line) in lines.Take(2).Index())
            {
                var number = line.Length > 0 && line.All(c => char.IsAsciiDigit(c) || c is '.' or '-') && !title.EndsWith("日期", StringComparison.Ordinal);
                text.Draw(line, new(number ? at + width - 8 - text.Width(line, size) : at, y + (lines.Count > 1 ? -4 + (index * 8) : 0)), size, colour);
            }
            at += width;
        }
        using var rule = new SKPaint { Color = Grey, StrokeWidth = 0.5f };
        canvas.DrawLine(Left, y + 6, Right, y + 6, rule);
        y += Row;
    }

    private bool Room(float height)
    {
        if (y + height <= Bottom)
        {
            return false;
        }
        Close();
        text.Dispose();
        (canvas, text, y) = Open();
        return true;
    }

    private (SKCanvas Canvas, SheetText Text, float Y) Open()
    {
        page++;
        var opened = document.BeginPage(Width, Height);
        return (opened, new(fonts, opened), 64);
    }

    private void Close()
    {
        var foot = $"{number}  第 {page} 页";
        text.Draw(foot, new((Width - text.Width(foot, 9)) / 2, Height - 36), 9, Grey);
        document.EndPage();
    }

    private string Printable(string value) => string.Concat(value.EnumerateRunes().Select(r => fonts.For(r) is null ? "＿" : r.ToString()));

    private static string Named(JsonElement school) => $"{Text(school, "name")} {Text(school, "school_code")}";

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();

    private static string Hundredths(long value) => (value / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
