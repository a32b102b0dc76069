using Faculty.Storage.Embedded;

namespace Faculty.Server.Journal;

/// <summary>Care of the store: its bytes verified and copied while it serves.</summary>
internal sealed partial class StoreService(EmbeddedStore store) : V1.StoreService.StoreServiceBase;
