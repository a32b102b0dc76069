using Faculty.Server.Imports.Sheets;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using PendingRecognitionEvents = Faculty.Domain.Certification.PendingRecognitionEvents;
using Teacher = Faculty.Domain.Teachers.Teacher;

namespace Faculty.Server.Imports.Decide;

/// <summary>What an import would do to one person, and what is wrong with the rows.</summary>
internal sealed class Decision(string reference)
{
    public string Reference => reference;

    public List<ImportFault> Faults { get; } = [];

    /// <summary>How many of the faults tell that an ID number is that of somebody whom the caller may not see.</summary>
    public int ForeignNumbers { get; set; }

    public Tally Tally { get; set; } = new();

    public bool Refused { get; set; }

    /// <summary>The version it was decided on; null for a new record.</summary>
    public Stored<Teacher>? Held { get; set; }

    /// <summary>The next version; null when nothing changes.</summary>
    public Teacher? Next { get; set; }

    /// <summary>Tells a rule that was found broken later, by the row of its fact.</summary>
    public Action<Domain.RuleBroken>? Breaks { get; set; }

    /// <summary>Events that waited for a recognition of this person and are part of it now.</summary>
    public List<Stored<PendingRecognitionEvents>> Adopted { get; } = [];

    /// <summary>Events whose recognition is not recorded yet, by certificate key.</summary>
    public List<(string Key, Stored<PendingRecognitionEvents>? Held, PendingRecognitionEvents Next)> Waiting { get; } = [];

    /// <summary>Id of the record; empty when there is none.</summary>
    public string TeacherId => Next?.TeacherId ?? Held?.Id ?? "";

    public bool Writes => Next is not null || Waiting.Count > 0;

    public IEnumerable<string> OrganisationCodes =>
        Next is null ? [] : Next.Engagements.Select(e => e.SchoolCode).Concat(Next.Posts.Select(p => p.DepartmentCode));

    public void Put(WriteBatch batch)
    {
        foreach (var (key, held, next) in Waiting)
        {
            // As for an event by itself: the recognition it waits for must not come before it.
            batch.RelyOnFree(Documents.Teachers, Documents.CertificateIndex, key);
            _ = held is null ? batch.Insert(Documents.PendingEvents, key, next) : batch.Replace(Documents.PendingEvents, held, next);
        }
        if (Next is null)
        {
            return;
        }
        _ = Held is null ? batch.Insert(Documents.Teachers, Next.TeacherId, Next) : batch.Replace(Documents.Teachers, Held, Next);
        foreach (var pending in Adopted)
        {
            batch.Remove(Documents.PendingEvents, pending);
        }
        // An event that comes for a new recognition before this is written would wait for it for ever.
        foreach (var recognition in Next.Recognitions.Where(r => Held is null || Held.Value.Recognitions.All(h => h.RecognitionId != r.RecognitionId)))
        {
            var certificate = TeacherKeys.Certificate(recognition.Authority, recognition.CertificateNumber);
            if (!Adopted.Any(pending => pending.Id == certificate))
            {
                batch.RelyOnAbsence(Documents.PendingEvents, certificate);
            }
        }
    }
}
