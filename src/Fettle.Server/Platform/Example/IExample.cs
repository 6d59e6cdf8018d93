namespace Fettle.Server.Platform.Example;

/// <summary>How much of everything <c>fettle-server demo</c> makes.</summary>
/// <param name="Technicians">Of the people, so many; 0: a tenth.</param>
/// <param name="Messages">What is said on each ticket before its own story ends, at least; 0: what the story needs.</param>
/// <param name="Tokens">So many technicians, and ten times as many requesters, get an API token that is written beside the data, for programs that act as many.</param>
public sealed record ExampleSize(int People = 60, int Devices = 80, int Tickets = 500, int Articles = 40, int Technicians = 0, int Messages = 0, int Tokens = 0)
{
    public const int Organisations = 3;
}

/// <summary>What the parts of the example share while they are made.</summary>
/// <param name="Now">The instant of making; histories end here and reach 90 days back.</param>
/// <param name="Random">Seeded, so that two examples of a size are alike.</param>
/// <param name="Folder">Where to leave what others need to use the example: <c>&lt;data&gt;/demo</c>.</param>
public sealed record ExampleWorld(ExampleSize Size, DateTimeOffset Now, Random Random, string Folder)
{
    /// <summary>Organisations with their people, filled by People, the first to run.</summary>
    public List<ExampleOrganisation> Organisations { get; } = [];
}

/// <param name="Technicians">Persons who work tickets here.</param>
/// <param name="Requesters">Persons who report them, in the order in which devices are handed out: the n-th works at the n-th device.</param>
public sealed record ExampleOrganisation(long Id, string Name, IReadOnlyList<ExamplePerson> Technicians, IReadOnlyList<ExamplePerson> Requesters)
{
    /// <summary>Filled by Devices.</summary>
    public List<ExampleDevice> Devices { get; } = [];
}

/// <param name="Account">The account name on devices.</param>
public sealed record ExamplePerson(long Id, string Name, string Account);

public sealed record ExampleDevice(long Id, string Name);

/// <summary>A module's part of the living example. Writes its own tables only, set-based; registered by its module.</summary>
public interface IExample
{
    /// <summary>Parts run in ascending order: People 10, Devices 20, Knowledge 30, ServiceDesk 40, Diagnosis 50.</summary>
    int Order { get; }

    Task FillAsync(ExampleWorld world, CancellationToken cancel);
}
