using Faculty.Domain.Certification.Certificates;
using Faculty.Server.Certification.Certificates;
using Faculty.V1;
using SkiaSharp;
using Batch = Faculty.Domain.Certification.Batches.Batch;

namespace Faculty.Server.Certification.Batches;

/// <summary>The publicity list on paper (打印件): A4, as many pages as it takes, the head of the table on each. Lengths are points.</summary>
internal sealed class PublicitySheet : IDisposable
{
    private const float Width = 595.28f, Height = 841.89f, Left = 56, Right = Width - Left, Bottom = Height - 64, Size = 11, Smallest = 7, Row = 22;
    private static readonly SKColor Black = new(0x1c, 0x1c, 0x1c), Grey = new(0x55, 0x55, 0x55);
    private static readonly (string Title, float At, float Width)[] Columns =
        [("序号", Left, 40), ("姓名", Left + 44, 76), ("学校", Left + 124, 172), ("级别", Left + 300, 46), ("专业领域", Left + 350, Right - Left - 350)];

    private readonly SKDocument document;
    private readonly CertificateFonts fonts;
    private SKCanvas canvas;
    private SheetText text;
    private int page;
    private float y;

    private PublicitySheet(SKDocument document, CertificateFonts fonts)
    {
        (this.document, this.fonts) = (document, fonts);
        (canvas, text, y) = Open();
    }

    /// <summary>The PDF. A character that no font has is printed as a stroke: for one rare character nobody's list is to fail.</summary>
    /// <exception cref="Hosting.Refusal">FONT_MISSING.</exception>
    public static byte[] Pdf(Batch batch, IReadOnlyList<PublicityEntry> entries, CertificateFonts fonts, DateTimeOffset now)
    {
        using var pdf = new MemoryStream();
        using (var document = SKDocument.CreatePdf(pdf, new SKDocumentPdfMetadata
        {
            Title = $"{batch.Title} 公示名单", Author = batch.Authority, Creator = "Faculty", Producer = "Faculty", Creation = now.UtcDateTime, Modified = now.UtcDateTime,
        }))
        {
            using (var sheet = new PublicitySheet(document, fonts))
            {
                sheet.Head(batch, entries.Count);
                foreach (var entry in entries)
                {
                    sheet.Line(entry);
                }
                sheet.Close();
            }
            document.Close();
        }
        return pdf.ToArray();
    }

    public static string Level(RecognitionLevel level) => level switch { RecognitionLevel.Junior => "初级", RecognitionLevel.Middle => "中级", _ => "高级" };

    public void Dispose() => text.Dispose();

    private void Head(Batch batch, int count)
    {
        y = 76;
        foreach (var line in (string[])[batch.Title, "“双师型”教师认定公示名单"])
        {
            var (lines, size) = text.Fit(Printable(line), Right - Left, lines: 2, 20, 12);
            foreach (var part in lines)
            {
                text.Draw(part, new((Width - text.Width(part, size)) / 2, y), size, Black);
                y += size * 1.5f;
            }
        }
        foreach (var line in (string[])
            [$"认定机构：{batch.Authority}", $"公示时间：{ChineseDay.Of(batch.PublicityStart!.Value)}至{ChineseDay.Of(batch.PublicityLast!.Value)}", $"如有异议，请在公示期内向认定机构提出。共 {count} 人。"])
        {
            var (lines, size) = text.Fit(Printable(line), Right - Left, lines: 1, Size, Smallest);
            text.Draw(lines[0], new(Left, y), size, Black);
            y += 18;
        }
        Titles();
    }

    private void Line(PublicityEntry entry)
    {
        if (y + Row > Bottom)
        {
            Close();
            text.Dispose();
            (canvas, text, y) = Open();
            Titles();
        }
        foreach (var (value, column) in ((string[])[$"{entry.Number}", entry.MaskedName, entry.SchoolName, Level(entry.Level), entry.Field]).Zip(Columns))
        {
            var (lines, size) = text.Fit(Printable(value), column.Width, lines: 2, Size, Smallest);
            var first = y + 15 - (lines.Count > 1 ? 5 : 0);
            foreach (var (index, line) in lines.Take(2).Index())
            {
                text.Draw(line, new(column.At, first + (index * 9)), size, Black);
            }
        }
        Rule();
    }

    private void Titles()
    {
        foreach (var (title, at, _) in Columns)
        {
            text.Draw(title, new(at, y + 15), Size, Grey);
        }
        Rule();
    }

    private void Rule()
    {
        y += Row;
        using var line = new SKPaint { Color = Grey, StrokeWidth = 0.5f };
        canvas.DrawLine(Left, y, Right, y, line);
    }

    private (SKCanvas Canvas, SheetText Text, float Y) Open()
    {
        page++;
        var opened = document.BeginPage(Width, Height);
        return (opened, new(fonts, opened), 56);
    }

    private void Close()
    {
        var number = $"第 {page} 页";
        text.Draw(number, new((Width - text.Width(number, 9)) / 2, Height - 36), 9, Grey);
        document.EndPage();
    }

    private string Printable(string value) => string.Concat(value.EnumerateRunes().Select(r => fonts.For(r) is null ? "＿" : r.ToString()));
}
