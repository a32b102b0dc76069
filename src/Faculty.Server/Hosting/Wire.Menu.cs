using Faculty.Domain.Training.Menu;
using Mapster;

namespace Faculty.Server.Hosting;

/// <summary>The training menu and its words.</summary>
internal static partial class Wire
{
    public static MenuItem ToRecord(V1.MenuItem message) => Map<V1.MenuItem, MenuItem>.To(message);

    public static V1.MenuItem ToMessage(MenuItem record) => Map<MenuItem, V1.MenuItem>.To(record);

    public static MenuSynonyms ToRecord(V1.MenuSynonyms message) => Map<V1.MenuSynonyms, MenuSynonyms>.To(message);

    public static V1.MenuSynonyms ToMessage(MenuSynonyms record) => Map<MenuSynonyms, V1.MenuSynonyms>.To(record);

    private static void Menu(TypeAdapterConfig config)
    {
        config.NewConfig<V1.MenuItem, MenuItem>()
            .Map(r => r.PriceFen, m => m.HasPriceFen ? m.PriceFen : (long?)null)
            .Map(r => r.SubsidyFen, m => m.HasSubsidyFen ? m.SubsidyFen : (long?)null);
        config.NewConfig<MenuItem, V1.MenuItem>().Ignore(m => m.Etag);
        Both<V1.MenuWithdrawal, MenuWithdrawal>(config);
        config.NewConfig<V1.MenuSynonyms, MenuSynonyms>();
        config.NewConfig<MenuSynonyms, V1.MenuSynonyms>().Ignore(m => m.Etag);
        config.NewConfig<V1.MenuSynonym, MenuSynonym>();
        config.NewConfig<MenuSynonym, V1.MenuSynonym>().Ignore(m => m.General);
    }
}
