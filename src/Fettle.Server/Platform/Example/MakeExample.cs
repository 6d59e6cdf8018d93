using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Platform.Example;

/// <summary><c>fettle-server demo</c>: fills an empty database with a living example.</summary>
internal sealed class MakeExample(IEnumerable<IExample> parts, OrganisationScope scope, Actor actor, TimeProvider clock, IConfiguration configuration)
{
    private const int Seed = 7070;

    /// <exception cref="Conflict">The example is there already.</exception>
    public async Task RunAsync(ExampleSize size, CancellationToken cancel)
    {
        var folder = Path.Combine(configuration["Data"] ?? "data", "demo");
        if (Directory.Exists(folder))
            throw new Conflict($"The example was made before ({folder}). It is made once, in a data folder of its own.");
        Directory.CreateDirectory(folder);

        scope.SeeEverything();
        actor.Doing = nameof(MakeExample);
        var world = new ExampleWorld(size, clock.GetUtcNow(), new Random(Seed), folder);
        foreach (var part in parts.OrderBy(p => p.Order))
            await part.FillAsync(world, cancel);
    }
}
