using Faculty.Storage.Embedded;

namespace Faculty.Storage.Tests;

/// <summary>The contract on the embedded store as it starts normally: from its index snapshot.</summary>
public class EmbeddedStoreTests : RegistryStoreContract
{
    private readonly TestDirectory directory = new();
    private bool opened;

    /// <summary>What a restart finds its indexes in.</summary>
    protected virtual string Source => "snapshot";

    protected override async Task<IRegistryStore> OpenAsync(TimeProvider clock)
    {
        if (Source != "snapshot") File.Delete(Path.Combine(directory.Path, "indexes.snapshot"));
        if (Source == "journal") File.Delete(Path.Combine(directory.Path, "view.db"));
        var store = await EmbeddedStore.OpenAsync(
            new() { Directory = directory.Path, SegmentBytes = 64 << 10, ViewDelay = TimeSpan.FromMilliseconds(5) }, [Card.Type, Card.Other], clock, CancellationToken.None);
        Assert.Equal(opened ? Source : "nothing", store.BuiltFrom);
        opened = true;
        return store;
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        directory.Delete();
    }
}

/// <summary>The contract when the snapshot is gone at every restart.</summary>
public sealed class EmbeddedStoreFromViewTests : EmbeddedStoreTests
{
    protected override string Source => "view";
}

/// <summary>The contract when snapshot and LiteDB file are gone at every restart.</summary>
public sealed class EmbeddedStoreFromJournalTests : EmbeddedStoreTests
{
    protected override string Source => "journal";
}
