namespace Faculty.Server.Hosting;

internal static class ReadModels
{
    /// <summary>A read model: one instance, known by its own type and to the follower.</summary>
    // Wrapped for the follower: registered under two types, an instance would be disposed twice.
    public static void AddReadModel<TModel>(this IServiceCollection services)
        where TModel : class, IReadModel
    {
        services.AddSingleton<TModel>();
        services.AddSingleton(s => new FollowedModel(s.GetRequiredService<TModel>()));
    }
}

/// <summary>A read model as the follower gets it.</summary>
internal sealed record FollowedModel(IReadModel Model);
