using Fettle.Server.Platform.Background;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fettle.ServerTests.Platform;

public sealed class InTurnsTests(OnSqlite server) : IClassFixture<OnSqlite>
{
    [Fact]
    public async Task Work_that_fails_is_tried_again_at_the_next_turn_and_does_not_end_the_server()
    {
        using var work = new FailsOnce(server.Services.GetRequiredService<IServiceScopeFactory>(), server.Clock, NullLogger.Instance);
        await work.StartAsync(TestContext.Current.CancellationToken);

        // It begins to wait for its turns a moment after it was started.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!work.Done.Task.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            server.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.True(work.Failed.Task.IsCompleted);
        await work.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class FailsOnce(IServiceScopeFactory scopes, TimeProvider clock, ILogger log) : InTurns(scopes, clock, TimeSpan.FromMinutes(1), log)
    {
        public TaskCompletionSource Failed { get; } = new();

        public TaskCompletionSource Done { get; } = new();

        protected override Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel)
        {
            if (Failed.TrySetResult())
                throw new InvalidOperationException("a row that nobody thought of");
            Done.TrySetResult();
            return Task.FromResult(false);
        }
    }
}
