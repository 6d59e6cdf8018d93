using System.Collections.Concurrent;
using System.Diagnostics;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Fettle.ServerTests.Testing;

/// <summary>Counts the SQL statements that one server sends while something runs. Tests of a class run one after another, so they are that thing's own.</summary>
public static class QueryCount
{
    public static async Task<int> QueriesAsync(this FettleServer server, Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(work);
        var database = await server.WithDbAsync(db => Task.FromResult(db.Database.GetConnectionString()!));
        using var counter = new Counter(database);
        await work();
        return counter.Statements.Count;
    }

    private sealed class Counter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly ConcurrentBag<IDisposable> _subscriptions = [];
        private readonly string _database;

        public Counter(string database)
        {
            _database = database;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public ConcurrentQueue<string> Statements { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
                _subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuted.Name && value.Value is CommandExecutedEventData { Context: FettleDb db } data
                && db.Database.GetConnectionString() == _database)
            {
                Statements.Enqueue(data.Command.CommandText);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var subscription in _subscriptions)
                subscription.Dispose();
        }
    }
}
