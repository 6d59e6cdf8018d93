namespace Fettle.Server.Platform.Errors;

/// <summary>An <c>Idempotency-Key</c> that came with another request before.</summary>
public sealed class KeyReused() : Exception("This Idempotency-Key came with another request before. Use a new one for each request, and the same only to send it again.");
