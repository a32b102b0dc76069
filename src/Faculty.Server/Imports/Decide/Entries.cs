using Faculty.Server.Organisations;
using Faculty.Storage;

namespace Faculty.Server.Imports.Decide;

/// <summary>
/// Decisions as entries of the journal, many persons an entry. The first ones are held back until the outcome is known, because the first
/// entry of a group carries it for a repeat of the request. Safe for several threads.
/// </summary>
internal sealed class Entries(Func<WriteBatch> newBatch, OrganisationView organisations, Func<string, bool> isWrittenHere)
{
    // Who follows the journal reads an entry at a time: one of more than 85,000 bytes is a large object, which stays until the whole heap is looked through.
    private const int PersonsAnEntry = 60;
    private const int HeldBack = 50;
    private readonly Lock gate = new();
    private readonly List<Decision> first = [];
    private readonly List<WriteBatch> written = [];

    public bool IsEmpty => first.Count == 0;

    public void Add(IReadOnlyList<Decision> decisions)
    {
        var open = new List<Decision>();
        lock (gate)
        {
            foreach (var decision in decisions.Where(d => d.Writes))
            {
                (first.Count < HeldBack ? first : open).Add(decision);
            }
        }
        foreach (var persons in open.Chunk(PersonsAnEntry))
        {
            var batch = Fill(newBatch(), persons);
            lock (gate)
            {
                written.Add(batch);
            }
        }
    }

    /// <summary>All entries; <paramref name="head"/> becomes the first one.</summary>
    public IReadOnlyList<WriteBatch> Under(WriteBatch head) => [Fill(head, first), .. written];

    private WriteBatch Fill(WriteBatch batch, IReadOnlyList<Decision> decisions)
    {
        foreach (var decision in decisions)
        {
            decision.Put(batch);
        }
        return organisations.RelyOn(batch, decisions.SelectMany(d => d.OrganisationCodes).Where(code => !isWrittenHere(code)));
    }
}
