namespace Fettle.Server.Platform.Errors;

/// <summary>The server cannot write: its disk is full. Reading goes on; writing works again as soon as there is room.</summary>
public sealed class StorageFull(string what, Exception cause)
    : CannotWrite($"{what} was not saved because the server's disk is full. Free some space on it and send the request again.", cause);
