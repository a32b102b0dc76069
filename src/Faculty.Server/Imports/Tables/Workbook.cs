using System.IO.Compression;
using System.Xml;

namespace Faculty.Server.Imports.Tables;

/// <summary>An .xlsx workbook, its sheets read as streams. Sizes are checked as the parts inflate; formulas and macros are never run.</summary>
internal sealed class Workbook : IDisposable
{
    private const string SaveAgain = "Open the file in a spreadsheet program and save it as 'Excel workbook (.xlsx)'.";
    private readonly ZipArchive zip;
    private readonly InflatedBytes inflated = new();
    private readonly Dictionary<string, string> parts = new(StringComparer.Ordinal);
    private readonly bool from1904;
    private readonly Lazy<SharedStrings> strings;
    private readonly Lazy<CellStyles> styles;

    private Workbook(ZipArchive zip)
    {
        this.zip = zip;
        if (zip.Entries.Count > TableLimits.ZipEntries)
        {
            throw TooManyParts();
        }
        var main = Relations("_rels/.rels", "").FirstOrDefault(r => r.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Target ?? throw NotOne(null);
        var folder = main[..(main.LastIndexOf('/') + 1)];
        var relations = Relations($"{folder}_rels/{main[folder.Length..]}.rels", folder).ToList();
        var byId = relations.ToDictionary(r => r.Id, r => r.Target, StringComparer.Ordinal);
        using var xml = Open(main, TableLimits.SmallEntryBytes) ?? throw NotOne(null);
        while (XmlCells.Next(xml))
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
            {
                from1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && xml.GetAttribute("name") is { } name
                && SheetId(xml) is { } id && byId.TryGetValue(id, out var part) && parts.TryAdd(name, part))
            {
                SheetNames.Add(name);
            }
        }
        strings = new(() => SharedStrings.Read(Open(Target(relations, "/sharedStrings"), TableLimits.EntryBytes)));
        styles = new(() => CellStyles.Read(Open(Target(relations, "/styles"), TableLimits.SmallEntryBytes)));
    }

    public List<string> SheetNames { get; } = [];

    /// <summary>Throws <see cref="UnreadableTableException"/> for anything that is not a workbook.</summary>
    public static Workbook Open(Stream file)
    {
        RefuseOthers(file);
        ZipArchive? zip = null;
        try
        {
            return new(zip = new ZipArchive(file, ZipArchiveMode.Read));
        }
        catch (Exception cause) when (cause is InvalidDataException or XmlException or ArgumentException)
        {
            zip?.Dispose();
            throw NotOne(cause);
        }
        catch
        {
            zip?.Dispose();
            throw;
        }
    }

    public TableReader Sheet(string name)
    {
        try
        {
            return new WorkbookSheet(Open(parts[name], TableLimits.EntryBytes) ?? throw NotOne(null), () => strings.Value, styles.Value, from1904);
        }
        catch (Exception cause) when (cause is InvalidDataException or XmlException)
        {
            throw NotOne(cause);
        }
    }

    public void Dispose() => zip.Dispose();

    internal static UnreadableTableException NotOne(Exception? cause) =>
        new(V1.ImportFaultCode.Unreadable, "The file is not an .xlsx workbook, or it is damaged.", SaveAgain, cause);

    private static void RefuseOthers(Stream file)
    {
        if (file.Length > TableLimits.WorkbookBytes)
        {
            throw UnreadableTableException.Limit($"The workbook has more than {TableLimits.WorkbookBytes >> 20} MiB.", "Import CSV files instead.");
        }
        Span<byte> start = stackalloc byte[8];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (read == 0)
        {
            throw new UnreadableTableException(V1.ImportFaultCode.Unreadable, "The file is empty.", "Send the workbook again.");
        }
        if (start.StartsWith((ReadOnlySpan<byte>)[0xd0, 0xcf, 0x11, 0xe0]))
        {
            throw new UnreadableTableException(V1.ImportFaultCode.Unreadable, "The file is an old .xls workbook or has a password, whatever its name says.", SaveAgain);
        }
        if (!start.StartsWith("PK\u0003\u0004"u8))
        {
            throw NotOne(null);
        }
        // The list is read whole before its entries can be counted.
        if (PartList.BytesOf(file) > TableLimits.PartListBytes)
        {
            throw TooManyParts();
        }
    }

    private static UnreadableTableException TooManyParts() =>
        UnreadableTableException.Limit($"The workbook has more than {TableLimits.ZipEntries} parts.", "Copy the rows into an empty workbook.");

    private static string? Target(List<(string Id, string Type, string Target)> relations, string type) =>
        relations.FirstOrDefault(r => r.Type.EndsWith(type, StringComparison.Ordinal)).Target;

    private static string? SheetId(XmlReader xml)
    {
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.Prefix.Length > 0)
            {
                return xml.Value;
            }
        }
        return null;
    }

    private IEnumerable<(string Id, string Type, string Target)> Relations(string path, string folder)
    {
        using var xml = Open(path, TableLimits.SmallEntryBytes) ?? throw NotOne(null);
        while (XmlCells.Next(xml))
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && xml.GetAttribute("Target") is { } target && xml.GetAttribute("TargetMode") != "External")
            {
                yield return (xml.GetAttribute("Id") ?? "", xml.GetAttribute("Type") ?? "", target.StartsWith('/') ? target[1..] : folder + target);
            }
        }
    }

    private XmlReader? Open(string? part, long mostBytes) =>
        part is not null && zip.GetEntry(part) is { } entry ? XmlCells.Open(new CountingStream(entry.Open(), entry.CompressedLength, mostBytes, inflated)) : null;
}
