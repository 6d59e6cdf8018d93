using System.Collections.Concurrent;
using Fettle.Server.Diagnosis;
using Fettle.Server.Platform;
using Fettle.Server.Platform.Outbox;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Diagnosis;

/// <summary>A server and what Diagnosis tells the other modules in it.</summary>
public abstract class LoopServer : IAsyncLifetime
{
    private readonly ConcurrentQueue<IEvent> _heard = [];
    private long _ticket = 900_000;

    public abstract FettleServer Server { get; }

    public ValueTask InitializeAsync() => Server.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A number that no ticket of the desk has.</summary>
    public long NewTicket() => Interlocked.Increment(ref _ticket);

    public IReadOnlyList<T> Heard<T>(long ticket) where T : IEvent =>
        [.. _heard.OfType<T>().Where(e => (typeof(T).GetProperty("TicketNumber")!.GetValue(e) as long?) == ticket)];

    protected void Listen(IServiceCollection services)
    {
        services.AddSingleton(_heard);
        services.AddListener<CheckUpFinished, HearCheckUpFinished>();
        services.AddListener<RemedyStarted, HearRemedyStarted>();
        services.AddListener<RemedyFinished, HearRemedyFinished>();
        services.AddListener<HoldPassed, HearHoldPassed>();
        services.AddListener<FaultReturned, HearFaultReturned>();
    }

    internal class Hear<T>(ConcurrentQueue<IEvent> heard) : IListenTo<T> where T : IEvent
    {
        public Task HearAsync(T @event, CancellationToken cancel)
        {
            heard.Enqueue(@event);
            return Task.CompletedTask;
        }
    }

    internal sealed class HearCheckUpFinished(ConcurrentQueue<IEvent> heard) : Hear<CheckUpFinished>(heard);

    internal sealed class HearRemedyStarted(ConcurrentQueue<IEvent> heard) : Hear<RemedyStarted>(heard);

    internal sealed class HearRemedyFinished(ConcurrentQueue<IEvent> heard) : Hear<RemedyFinished>(heard);

    internal sealed class HearHoldPassed(ConcurrentQueue<IEvent> heard) : Hear<HoldPassed>(heard);

    internal sealed class HearFaultReturned(ConcurrentQueue<IEvent> heard) : Hear<FaultReturned>(heard);
}

public sealed class LoopOnSqlite : LoopServer
{
    public LoopOnSqlite() => Server = new Listening(Listen);

    public override FettleServer Server { get; }

    private sealed class Listening(Action<IServiceCollection> listen) : OnSqlite
    {
        protected override void Configure(IServiceCollection services) => listen(services);
    }
}

public sealed class LoopOnPostgres : LoopServer
{
    public LoopOnPostgres(PostgresCluster cluster) => Server = new Listening(cluster, Listen);

    public override FettleServer Server { get; }

    private sealed class Listening(PostgresCluster cluster, Action<IServiceCollection> listen) : OnPostgres(cluster)
    {
        protected override void Configure(IServiceCollection services) => listen(services);
    }
}
