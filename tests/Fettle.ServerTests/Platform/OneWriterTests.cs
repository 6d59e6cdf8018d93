using Fettle.Server.Platform.Persistence;

namespace Fettle.ServerTests.Platform;

public sealed class OneWriterTests
{
    [Fact]
    public async Task However_many_machines_wait_a_person_writes_next()
    {
        using var writer = new OneWriter(new DatabaseSettings("Data Source=:memory:", Postgres: false));
        var writing = await writer.EnterAsync(machine: true, TestContext.Current.CancellationToken);
        var machines = Enumerable.Range(0, 100).Select(_ => writer.EnterAsync(machine: true, TestContext.Current.CancellationToken)).ToList();
        var person = writer.EnterAsync(machine: false, TestContext.Current.CancellationToken);

        writing!.Dispose();

        using (await person.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken))
            Assert.DoesNotContain(machines, m => m.IsCompleted);
        foreach (var machine in machines)
            (await machine)!.Dispose();
    }
}
