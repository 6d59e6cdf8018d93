namespace Fettle.Server.People.Sessions;

/// <summary>How long somebody stays signed in.</summary>
internal sealed record SessionSettings
{
    public const string Section = "Sessions";

    /// <summary>A session ends when it was not used for this long. 5 minutes to 90 days; 3 days unless set (<c>Sessions:Idle</c>, as <c>d.hh:mm:ss</c>).</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromDays(3);

    /// <summary>A session ends this long after sign-in however much it is used. 5 minutes to 365 days; 30 days unless set (<c>Sessions:Lifetime</c>).</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(30);
}
