namespace Fettle.Server.Platform.Errors;

/// <summary>Nothing is written just now and nothing was changed; the same may succeed later.</summary>
public abstract class CannotWrite(string why, Exception? cause) : Exception(why, cause);
