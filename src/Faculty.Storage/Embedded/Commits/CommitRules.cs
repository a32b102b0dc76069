namespace Faculty.Storage.Embedded;

/// <summary>What a batch must be before it is worth queueing; breaking these is a fault of the code that made the batch.</summary>
internal static class CommitRules
{
    public static void Check(IReadOnlyList<WriteBatch> batches, IReadOnlyDictionary<string, DocumentType> types)
    {
        if (batches.Count == 0) throw new ArgumentException("a commit needs a batch.", nameof(batches));
        var seen = new HashSet<(string, string)>();
        foreach (var batch in batches)
        {
            seen.Clear();
            foreach (var change in batch.Changes)
            {
                if (!types.ContainsKey(change.Type)) throw new ArgumentException($"the store was not opened with the document type {change.Type}.", nameof(batches));
                if (change.Id.Length is 0 or > 200) throw new ArgumentException($"an id of {change.Type} is empty or longer than 200 characters.", nameof(batches));
                if (!seen.Add((change.Type, change.Id))) throw new ArgumentException($"{change.Type} {change.Id} is twice in one batch.", nameof(batches));
                foreach (var key in change.Keys)
                    if (key.Value.Length > KeyBlockWriter.MaxKey || key.Value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
                        throw new ArgumentException($"a key of {change.Type}.{key.Index} is longer than 512 characters or not printable ASCII.", nameof(batches));
            }
        }
    }
}
