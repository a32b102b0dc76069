namespace Faculty.Server.Hosting;

internal static class ReadModels
{
    /// <summary>A read model: one instance, known by its own type and to the follower.</summary>
    public static void AddReadModel<TModel>(this IServiceCollection services)
        where TModel : class, IReadModel
    {
        services.AddSingleton<TModel>();
        services.AddSingleton<IReadModel>(s => s.GetRequiredService<TModel>());
    }
}
