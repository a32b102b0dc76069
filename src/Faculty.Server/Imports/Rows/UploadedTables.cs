using Faculty.Server.Imports.Sheets;
using Faculty.Server.Imports.Tables;
using Faculty.Server.Privacy;
using Faculty.V1;

namespace Faculty.Server.Imports.Rows;

/// <summary>The tables in the files of an upload: every CSV file, every sheet of every workbook.</summary>
internal static class UploadedTables
{
    /// <summary>The sheet of explanations that the template carries; not read.</summary>
    public const string NotesSheet = "说明";

    /// <summary>
    /// Reads one table after the other; what cannot be read becomes a fault and the next one is tried. <paramref name="unread"/> is told which
    /// sheet that was, null when it may have been any.
    /// </summary>
    public static void ReadAll(string folder, IReadOnlyCollection<string> files, FaultList faults, Action<TableReader, Sheet, string> read, Action<Sheet?>? unread = null)
    {
        var any = false;
        foreach (var file in files)
        {
            faults.Reads(file);
            Guarded(file, Roster.Find(Path.GetFileNameWithoutExtension(file).Trim()), () =>
            {
                using var stream = TemporaryFiles.OpenRead(Path.Combine(folder, file));
                if (file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
                {
                    ReadCsv(stream, file, faults, Reading);
                    return;
                }
                using var workbook = Workbook.Open(stream);
                foreach (var sheet in workbook.SheetNames.Where(s => s != NotesSheet))
                {
                    var name = files.Count == 1 ? sheet : $"{file}/{sheet}";
                    faults.Reads(name);
                    if (Known(sheet, name, faults) is { } known)
                    {
                        Guarded(name, known, () =>
                        {
                            using var table = workbook.Sheet(sheet);
                            Reading(table, known, name);
                        });
                    }
                }
            });
        }
        // A file that says nothing must not look like a file that was taken.
        if (!any && faults.Errors == 0)
        {
            faults.Add(Header.Fault(files.First(), 0, "", ImportFaultCode.UnknownSheet, "No table of the upload is known; nothing was read."));
        }

        void Guarded(string name, Sheet? sheet, Action read)
        {
            try
            {
                read();
            }
            catch (UnreadableTableException unreadable)
            {
                faults.Add(new() { Sheet = name, Code = unreadable.Code, Message = unreadable.Message, Remedy = unreadable.Remedy });
                unread?.Invoke(sheet);
            }
        }

        void Reading(TableReader table, Sheet sheet, string name)
        {
            any = true;
            read(table, sheet, name);
        }
    }

    private static void ReadCsv(Stream stream, string file, FaultList faults, Action<TableReader, Sheet, string> read)
    {
        if (Known(Path.GetFileNameWithoutExtension(file), file, faults) is { } sheet)
        {
            using var table = CsvTable.Open(stream);
            read(table, sheet, file);
        }
    }

    private static Sheet? Known(string called, string name, FaultList faults)
    {
        var sheet = Roster.Find(called.Trim());
        if (sheet is null)
        {
            faults.Add(Header.Fault(name, 0, "", ImportFaultCode.UnknownSheet, "The table is not known and not read.", warning: true));
        }
        return sheet;
    }
}
