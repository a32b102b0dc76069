using System.IO.Hashing;
using System.Runtime.InteropServices;
using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Teachers;
using Faculty.V1;
using Recognition = Faculty.Domain.Certification.Recognition;
using PendingRecognitionEvents = Faculty.Domain.Certification.PendingRecognitionEvents;
using RecognitionEvent = Faculty.Domain.Certification.RecognitionEvent;

namespace Faculty.Server.Imports.Decide;

/// <summary>The events of recognitions in the files, by certificate: persons take them with their recognitions, wherever the recognition stands.</summary>
internal sealed class FileEvents
{
    // By the hash of the certificate's key: of a large file there are so many that their keys alone would fill tens of megabytes.
    private readonly Dictionary<UInt128, Certificate> byKey = [];

    /// <summary>Rows that were refused or stand twice.</summary>
    public Tally Refused { get; } = new();

    public IEnumerable<(string Key, Certificate Certificate)> Untaken => byKey.Values.Where(c => !c.Taken).Select(c => (c.Key, c));

    public static FileEvents Read(ReadRows rows, DateOnly today, FaultList faults, Interned interned)
    {
        var events = new FileEvents();
        foreach (var record in rows.TakeEvents())
        {
            var told = new List<ImportFault>();
            var row = new Row(rows.Tables[RowRecord.Table(record.Span)], record, told, interned);
            var (authority, number, happened) = EventsSheet.Read(row, today);
            if (!row.Refused)
            {
                events.Add(authority, number, happened, row);
            }
            if (row.Refused)
            {
                events.Refused.Add(Roster.Events, RowResult.Refused);
            }
            faults.AddAll(told);
        }
        return events;
    }

    /// <summary>The recognition with the events of the files; what became of each row is told to <paramref name="took"/>.</summary>
    public Recognition Bring(Recognition recognition, Action<RowResult> took)
    {
        if (byKey.Count == 0 || !byKey.TryGetValue(HashOf(TeacherKeys.Certificate(recognition.Authority, recognition.CertificateNumber)), out var certificate))
        {
            return recognition;
        }
        certificate.Taken = true;
        return recognition with { Events = Merge(recognition.Events, certificate.Events, took) };
    }

    /// <summary>The row of the recognition is refused, and with it the person and the events.</summary>
    public void Refuse(string certificateKey, Tally tally)
    {
        if (byKey.TryGetValue(HashOf(certificateKey), out var certificate) && !certificate.Taken)
        {
            certificate.Taken = true;
            tally.Add(Roster.Events, RowResult.Refused, certificate.Events.Count);
        }
    }

    /// <summary>Events held and new ones, by effective date; the very list that is held when nothing changes.</summary>
    public static IReadOnlyList<RecognitionEvent> Merge(IReadOnlyList<RecognitionEvent> held, IReadOnlyList<RecognitionEvent> rows, Action<RowResult> took)
    {
        List<RecognitionEvent>? next = null;
        foreach (var row in rows)
        {
            var at = IndexOf(next ?? held, row);
            if (at >= 0 && string.Equals((next ?? held)[at].EventReason, row.EventReason, StringComparison.Ordinal))
            {
                took(RowResult.Unchanged);
                continue;
            }
            next ??= [.. held];
            if (at >= 0)
            {
                next[at] = next[at] with { EventReason = row.EventReason };
                took(RowResult.Changed);
            }
            else
            {
                next.Add(row with { EventId = Hosting.Ids.New() });
                took(RowResult.Created);
            }
        }
        return next is null ? held : [.. next.OrderBy(e => e.EffectiveDate)];
    }

    private static int IndexOf(IReadOnlyList<RecognitionEvent> events, RecognitionEvent row)
    {
        for (var i = 0; i < events.Count; i++)
        {
            if (EventsSheet.Same(events[i], row))
            {
                return i;
            }
        }
        return -1;
    }

    private void Add(string authority, string number, RecognitionEvent happened, Row row)
    {
        var key = HashOf(TeacherKeys.Certificate(authority, number));
        if (!byKey.TryGetValue(key, out var certificate))
        {
            byKey.Add(key, certificate = new(authority, number));
        }
        if (IndexOf(certificate.Events, happened) >= 0)
        {
            row.Fault(null, ImportFaultCode.DuplicateRow, "The same event stands in an earlier row.");
            return;
        }
        certificate.Events.Add(happened);
        certificate.Rows.Add((row.Table, row.Number));
    }

    private static UInt128 HashOf(string certificateKey) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(certificateKey.AsSpan()));

    internal sealed class Certificate(string authority, string number)
    {
        public string Authority => authority;

        public string Number => number;

        public string Key => TeacherKeys.Certificate(authority, number);

        public List<RecognitionEvent> Events { get; } = new(1);

        /// <summary>Where the events stand.</summary>
        public List<(SourceTable Table, int Number)> Rows { get; } = new(1);

        public bool Taken { get; set; }

        public PendingRecognitionEvents Pending(IReadOnlyList<RecognitionEvent> events) => new() { Authority = authority, CertificateNumber = number, Events = events };
    }
}
