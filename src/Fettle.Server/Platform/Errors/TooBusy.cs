namespace Fettle.Server.Platform.Errors;

/// <summary>The server could not get to it in time, and has done nothing: the same request may be sent again.</summary>
public sealed class TooBusy(string why) : CannotWrite(why, null)
{
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
}
