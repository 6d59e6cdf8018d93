namespace Fettle.Server.Platform.Errors;

/// <summary>There is no such thing, or not one that the caller may know of: the two look the same.</summary>
public sealed class NotFound(string what) : Exception($"{what} does not exist, or is not yours to see.");

/// <summary>The request is sound, but not in the state that things are in now.</summary>
public sealed class Conflict(string why) : Exception(why)
{
    /// <summary>It is a question, not a refusal: the same request with <c>force</c> is done. The answer's type says so to a page.</summary>
    public bool MayBeForced { get; init; }
}

/// <summary>The caller may not do this.</summary>
public sealed class Forbidden(string why) : Exception(why)
{
    /// <summary>Nobody is signed in: the answer is 401 instead of 403, so that a page knows to ask.</summary>
    public bool NobodySignedIn { get; private init; }

    /// <summary>The caller has to show again that it is them; the answer's type says so to a page.</summary>
    public bool ProofNeeded { get; private init; }

    public static Forbidden ProveFirst() =>
        new("Show again that it is you, with your password or a passkey: this needs a sign-in or a proof of the last ten minutes.") { ProofNeeded = true };

    public static Forbidden SignInFirst() => new("Sign in first.") { NobodySignedIn = true };
}

/// <summary>A field of the request cannot be taken as it is.</summary>
/// <param name="field">The field's name as the caller wrote it: camelCase.</param>
/// <param name="why">Continues the field's name: "is empty", "is longer than 200 characters".</param>
public sealed class Invalid(string field, string why) : Exception($"{field} {why}.")
{
    public string Field { get; } = field;

    public string Why { get; } = why;
}

/// <summary>What was sent is larger than the server takes; the message states the limit.</summary>
public sealed class TooLarge(string why) : Exception(why);
