using Faculty.Server.Certification.Files;
using Faculty.Server.Hosting;
using Faculty.Storage.Embedded;

namespace Faculty.Server.Journal;

/// <summary>Care of the store (维护), while it serves.</summary>
internal sealed partial class StoreService(EmbeddedStore store, EvidenceFiles files, Watching watching) : V1.StoreService.StoreServiceBase;
