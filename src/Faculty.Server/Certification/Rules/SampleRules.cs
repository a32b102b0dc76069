using System.Reflection;
using Faculty.Domain.Certification.Rules;
using Faculty.Server.Hosting;
using Faculty.Server.Organisations;
using Faculty.Storage;
using Google.Protobuf;

namespace Faculty.Server.Certification.Rules;

/// <summary>The rule packs that come with the server (国家和山西规则), active in the sample registry. Their notes say what is unverified.</summary>
internal sealed class SampleRules(IRegistryStore store, JournalFollower follower, OrganisationDirectory organisations)
{
    // The upper layer first.
    private static readonly string[] Files = ["CN.json", "CN-14.json"];

    public async Task LoadAsync(CancellationToken ct)
    {
        await follower.CaughtUpAsync(store.Revision, ct);
        var book = RuleBook.Empty;
        var batch = new WriteBatch("server", "sample");
        foreach (var file in Files)
        {
            var draft = RulePackService.Draft(Read(file), version: 1);
            var pack = draft.Activate(RulePackInvariants.Require(draft, book, organisations.Tree));
            batch.Insert(Documents.RulePacks, pack.PackId, pack);
            book = book.With(pack);
        }
        var commit = await store.CommitAsync(RuleView.Empty.Guard(batch));
        await follower.CaughtUpAsync(commit.Revision, ct);
    }

    /// <summary>A pack as it lies in the server.</summary>
    /// <exception cref="Refusal">The file breaks a rule of form.</exception>
    internal static V1.RulePack Read(string file)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Faculty.Server.Certification.Rules.Packs.{file}")
            ?? throw new InvalidOperationException($"The rule pack {file} is missing.");
        using var reader = new StreamReader(resource);
        var pack = JsonParser.Default.Parse<V1.RulePack>(reader);
        new RequestCheck().Pack(pack, file).Done();
        return pack;
    }
}
