using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk.MovingIn;

/// <summary>A server whose operator lets requests through to this machine, where the tests' other systems are.</summary>
public sealed class MayReachLoopback : OnSqlite
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings, StringComparer.Ordinal) { ["Outgoing:Allowed"] = "127.0.0.1" };
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class MayReachLoopbackOnPostgres(PostgresCluster cluster) : OnPostgres(cluster)
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings, StringComparer.Ordinal) { ["Outgoing:Allowed"] = "127.0.0.1" };
}
