using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Certificates;
using QRCoder;
using SkiaSharp;

namespace Faculty.Server.Certification.Certificates;

/// <summary>A certificate as it is laid out on paper (版式): A4 across, a double border, the words of the certificate, authority and day, and the QR code.</summary>
internal static class CertificateSheet
{
    private const float Width = 841.89f, Height = 595.28f, Left = 128, Right = Width - Left, Size = 16, LineHeight = 1.5f;
    private static readonly SKColor Red = new(0x9e, 0x1b, 0x1b), Gold = new(0xb0, 0x8d, 0x3c), Black = new(0x1c, 0x1c, 0x1c), Grey = new(0x55, 0x55, 0x55);

    /// <summary>The PDF. <paramref name="signed"/> is what the QR code holds, and the document's keywords.</summary>
    public static byte[] Pdf(Certificate certificate, string signed, CertificateFonts fonts, DateTimeOffset now)
    {
        using var pdf = new MemoryStream();
        using (var document = SKDocument.CreatePdf(pdf, new SKDocumentPdfMetadata
        {
            Title = "双师型教师证书", Author = certificate.Authority, Keywords = signed, Creator = "Faculty", Producer = "Faculty", Creation = now.UtcDateTime, Modified = now.UtcDateTime,
        }))
        {
            var canvas = document.BeginPage(Width, Height);
            using (var text = new SheetText(fonts, canvas))
            {
                Border(canvas);
                Words(text, certificate, Code(canvas, signed));
            }
            document.EndPage();
            document.Close();
        }
        return pdf.ToArray();
    }

    private static void Words(SheetText text, Certificate c, SKRect code)
    {
        Centred(text, "双师型教师证书", 118, 42, Red, spacing: 9);
        Centred(text, $"（{Track(c.Track)} · {Level(c.Level)}）", 152, 17, Red);

        // Long words shrink before they take a second line: the sheet has room for the longest of each that the registry takes.
        var y = 196f;
        (string Name, string Value, float Size, float Smallest)[] rows =
        [
            ("姓　　名", c.DisplayName, 22, 14), ("所在学校", c.School, Size, 10), ("专业领域", c.Field, Size, 10),
            ("有效期限", $"{ChineseDay.Of(c.StartDate)}至{(c.LastDate is { } last ? ChineseDay.Of(last) : "长期")}", Size, 10),
        ];
        const float Column = Left + (5 * Size) + 4;
        foreach (var (name, value, largest, smallest) in rows.Where(r => r.Value.Length > 0))
        {
            text.Draw($"{name}：", new(Left, y), Size, Grey);
            y = Block(text, value, new(Column, y), Right - Column, lines: 1, largest, smallest) + 8;
        }
        var decision = c.DecisionDocument.Length > 0 ? $"经{c.DecisionDocument}公布，" : "";
        var sentence = $"　　{decision}认定为{Track(c.Track)}{Level(c.Level)}“双师型”教师，特发此证。";
        // Beside the code when it would reach it.
        var (broken, size) = text.Fit(sentence, Right - Left, lines: 2, Size, smallest: 11);
        var narrow = y + 8 + (broken.Count * size * LineHeight) > code.Top;
        Block(text, sentence, new(Left, y + 8), (narrow ? code.Left - 24 : Right) - Left, lines: narrow ? 3 : 2, Size, smallest: 11);

        // The authority's seal is put over name and day.
        var end = code.Left - 40;
        var (authority, large) = text.Fit(c.Authority, end - Left - 20, lines: 2, Size + 2, smallest: 10);
        var at = code.Bottom - 34 - ((authority.Count - 1) * large * LineHeight);
        foreach (var line in authority)
        {
            text.Draw(line, new(end - text.Width(line, large), at), large, Black);
            at += large * LineHeight;
        }
        var day = ChineseDay.Of(c.IssueDate);
        text.Draw(day, new(end - text.Width(day, Size), code.Bottom - 4), Size, Black);

        var (number, small) = text.Fit($"证书编号：{c.CertificateNumber}", code.Width + 60, lines: 2, 10, smallest: 7);
        var below = code.Bottom + 15;
        foreach (var line in number)
        {
            text.Draw(line, new(Right - text.Width(line, small), below), small, Grey);
            below += small * LineHeight;
        }
        text.Draw("扫描二维码，或按证书编号联网查验", new(Left, code.Bottom + 15), 10, Grey);
    }

    /// <summary>Draws a text in lines from a base line on; the base line behind the last.</summary>
    private static float Block(SheetText text, string value, SKPoint at, float width, int lines, float size, float smallest)
    {
        var (broken, fitted) = text.Fit(value, width, lines, size, smallest);
        var y = at.Y;
        foreach (var line in broken)
        {
            text.Draw(line, new(at.X, y), fitted, Black);
            y += fitted * LineHeight;
        }
        return y;
    }

    private static void Centred(SheetText text, string line, float y, float size, SKColor colour, float spacing = 0) =>
        text.Draw(line, new((Width - text.Width(line, size, spacing)) / 2, y), size, colour, spacing);

    // As one path of whole rows, so that no viewer leaves a hair between two modules.
    private static SKRect Code(SKCanvas canvas, string signed)
    {
        using var made = QRCodeGenerator.GenerateQrCode(signed, signed.Length > 1_200 ? QRCodeGenerator.ECCLevel.L : QRCodeGenerator.ECCLevel.M);
        // The quiet zone is the paper around it.
        const int Quiet = 4;
        var modules = made.ModuleMatrix.Count - (2 * Quiet);
        var side = Math.Clamp(modules * 1.2f, 104, 150);
        var square = SKRect.Create(Right - side, Height - 82 - side, side, side);
        using var path = new SKPathBuilder();
        var module = side / modules;
        for (var row = 0; row < modules; row++)
        {
            for (var column = 0; column < modules; column++)
            {
                var from = column;
                while (column < modules && made.ModuleMatrix[row + Quiet][column + Quiet])
                {
                    column++;
                }
                if (column > from)
                {
                    path.AddRect(SKRect.Create(square.Left + (from * module), square.Top + (row * module), (column - from) * module, module));
                }
            }
        }
        using var black = new SKPaint { Color = SKColors.Black };
        using var drawn = path.Detach();
        canvas.DrawPath(drawn, black);
        return square;
    }

    private static void Border(SKCanvas canvas)
    {
        using var line = new SKPaint { Style = SKPaintStyle.Stroke, IsAntialias = true, Color = Red, StrokeWidth = 3 };
        var outer = SKRect.Create(30, 30, Width - 60, Height - 60);
        canvas.DrawRect(outer, line);
        (line.Color, line.StrokeWidth) = (Gold, 1);
        var inner = SKRect.Inflate(outer, -9, -9);
        canvas.DrawRect(inner, line);
        // A key pattern (回纹) in each corner.
        line.Color = Gold;
        foreach (var (x, y, right, down) in ((float, float, int, int)[])[(inner.Left, inner.Top, 1, 1), (inner.Right, inner.Top, -1, 1), (inner.Left, inner.Bottom, 1, -1), (inner.Right, inner.Bottom, -1, -1)])
        {
            using var key = new SKPathBuilder();
            key.MoveTo(x + (right * 42), y + (down * 7));
            foreach (var (over, along) in ((int, int)[])[(7, 7), (7, 42), (28, 42), (28, 21), (17, 21), (17, 31)])
            {
                key.LineTo(x + (right * over), y + (down * along));
            }
            using var drawn = key.Detach();
            canvas.DrawPath(drawn, line);
        }
    }

    private static string Level(RecognitionLevel level) => level switch { RecognitionLevel.Junior => "初级", RecognitionLevel.Middle => "中级", _ => "高级" };

    private static string Track(RecognitionTrack track) => track == RecognitionTrack.Higher ? "高等职业学校" : "中等职业学校";
}
