using System.Net;

namespace Fettle.Agent.Connection;

/// <summary>The server answered, and the answer was no. What it did not answer at all is an <see cref="HttpRequestException"/>.</summary>
internal sealed class ServerRefused(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>Asking again soon would not help: the server does not take this device.</summary>
    public bool IsFinal => IsGone || Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    /// <summary>The server no longer knows this device, or what was asked about it.</summary>
    public bool IsGone => Status is HttpStatusCode.NotFound or HttpStatusCode.Gone;
}
