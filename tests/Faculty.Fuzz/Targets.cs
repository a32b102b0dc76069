using System.Text;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server;
using Faculty.Server.Hosting;
using Faculty.Server.Imports.Tables;
using Faculty.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using IdType = Faculty.Domain.Teachers.IdType;

namespace Faculty.Fuzz;

/// <summary>The targets, by name.</summary>
internal static class Targets
{
    private static readonly List<MethodDescriptor> Rpcs = [.. FacultyServer.Protos.SelectMany(f => f.Services).SelectMany(s => s.Methods)];

    public static readonly IReadOnlyList<Target> All =
    [
        new("id-number", IdNumbers, [Bytes("\u0001110105194912310021"), Bytes("\u0001１１０１０５１９４９１２３１００２１"), Bytes("\u000253010219200508011x"), Bytes("\u0003E12345678")]),
        new("csv", Csv, [Bytes("staff_number,name\n1,甲某\n2,\"乙,\"\"某\"\n"), Bytes("\ufeff工号,姓名\r\n,\r\n"), Bytes("a,b,c\n\"unended")]),
        new("xlsx", Xlsx, [Workbooks.With(Workbooks.Sheet), Workbooks.With("<worksheet/>"u8.ToArray())]),
        new("sheet", xml => Xlsx(Workbooks.With(xml)), [Workbooks.Sheet, "<worksheet><sheetData><row r='9'><c r='B9' t='b'><v>1</v></c></row></sheetData></worksheet>"u8.ToArray()]),
        new("page-token", PageTokens.Read, PageTokens.Seeds),
        new("access-token", SignInTokens.ReadAccess, SignInTokens.AccessSeeds),
        new("refresh-token", SignInTokens.ReadRefresh, SignInTokens.RefreshSeeds),
        new("certificate", Certificates.Read, Certificates.Seeds),
        new("request", Requests, [.. Rpcs.Select((_, i) => (byte[])[(byte)i, 0x0a, 0x00])]),
    ];

    public static Target Named(string name) =>
        All.FirstOrDefault(t => t.Name == name) ?? throw new ArgumentException($"no target is called '{name}'; there are {string.Join(", ", All.Select(t => t.Name))}");

    // The first byte is the type.
    private static void IdNumbers(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return;
        }
        var type = (IdType)(bytes[0] % 7);
        var number = IdNumber.Normalise(Encoding.UTF8.GetString(bytes.AsSpan(1)));
        foreach (var sex in Enum.GetValues<Domain.Teachers.Sex>())
        {
            // A number names its own day of birth.
            var born = number.Length == 18 && DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", out var day) ? day : new(1980, 1, 1);
            if (IdNumber.Problem(type, number, sex, born) is not null)
            {
                continue;
            }
            Promise(number.All(char.IsAscii) && IdNumber.Normalise(number) == number, "a number that is taken is ASCII and normal");
            Promise(type != IdType.Resident || (number.Length == 18 && number[17] == IdNumber.CheckCharacterOf(number)), "a resident number that is taken has its check character");
        }
        IdNumber.HasUnknownArea(type, number);
    }

    private static void Csv(byte[] bytes) => Rows(() => CsvTable.Open(new MemoryStream(bytes)));

    private static void Xlsx(byte[] bytes)
    {
        try
        {
            using var workbook = Workbook.Open(new MemoryStream(bytes));
            foreach (var sheet in workbook.SheetNames)
            {
                Rows(() => workbook.Sheet(sheet));
            }
        }
        catch (UnreadableTableException)
        {
            // Meant for it.
        }
    }

    private static void Rows(Func<TableReader> open)
    {
        try
        {
            using var table = open();
            for (var last = 0; table.Read(); last = table.Row)
            {
                Promise(table.Row > last, "rows go forward");
                Promise(table.Count <= TableLimits.Columns, "no row is wider than the limit");
                for (var column = 0; column < table.Count; column++)
                {
                    Promise(table.Cell(column).Length <= TableLimits.CellCharacters && Enum.IsDefined(table.Kind(column)), "no cell is longer than the limit");
                }
            }
        }
        catch (UnreadableTableException)
        {
            // Meant for it.
        }
    }

    // The first byte chooses the rpc, the rest is its request.
    private static void Requests(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return;
        }
        try
        {
            var request = Rpcs[bytes[0] % Rpcs.Count].InputType.Parser.ParseFrom(bytes, 1, bytes.Length - 1);
            RequestTexts.Check(request);
            Promise(request.Descriptor.Parser.ParseFrom(request.ToByteString()).Equals(request), "a request that is taken can be written and read again");
        }
        catch (InvalidProtocolBufferException)
        {
            // Meant for it.
        }
        catch (Refusal refusal) when (refusal.Reason == ErrorReason.InvalidRequest)
        {
            // Meant for it.
        }
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static void Promise(bool kept, string promise)
    {
        if (!kept)
        {
            throw new BrokenPromiseException(promise);
        }
    }
}
