namespace Fettle.Server.ServiceDesk.OnCall.Telling;

/// <summary>A way to tell somebody of an alert. Every one that is registered is used for each person whom it reaches.</summary>
internal interface INotify
{
    Channel Channel { get; }

    /// <summary>Whether this way leads to this person: a mail needs an address, a webhook a place to post to.</summary>
    bool Reaches(Notice notice);

    /// <summary>Tells them. It may be called again for the same notice when it is not known whether the last time worked.</summary>
    /// <exception cref="CannotNotify">It did not work this time.</exception>
    Task SendAsync(Notice notice, CancellationToken cancel);
}

/// <summary>Who is told what.</summary>
/// <param name="TellingId">The same however often it is tried.</param>
/// <param name="Count">The how-many-eth person this is.</param>
/// <param name="WebhookUrl">The rotation's; null: none.</param>
internal sealed record Notice(
    long TellingId, long AlertId, long OrganisationId, string Subject, long? TicketNumber, bool Urgent, DateTimeOffset RaisedAt, int Count, long PersonId, string PersonName,
    string? Email, string? Rotation, string? WebhookUrl, string? WebhookSecret);

/// <summary>A way to tell somebody did not work this time; the message says why.</summary>
internal sealed class CannotNotify(string why) : Exception(why);
