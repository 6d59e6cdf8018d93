using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Fettle.Server.Platform.Web;

/// <summary>One thing that can be asked of the server. Its file holds its request, its route, its permission and its work.</summary>
internal interface IUseCase
{
    static abstract void Map(RouteGroupBuilder api);
}

/// <summary>A module's use cases, a line each: what is listed here is registered, once a request, and has its route.</summary>
internal sealed class UseCases
{
    private readonly List<(Action<IServiceCollection> Add, Action<RouteGroupBuilder> Map)> _listed = [];

    public UseCases With<T>() where T : class, IUseCase
    {
        _listed.Add((static services => services.TryAddScoped<T>(), T.Map));
        return this;
    }

    /// <summary>All of another list: a module that has many keeps those of a part beside that part's folder, in <c>&lt;Part&gt;Part.cs</c>.</summary>
    public UseCases With(UseCases part)
    {
        _listed.AddRange(part._listed);
        return this;
    }

    public void AddTo(IServiceCollection services) => _listed.ForEach(useCase => useCase.Add(services));

    public void MapOn(RouteGroupBuilder api) => _listed.ForEach(useCase => useCase.Map(api));
}
