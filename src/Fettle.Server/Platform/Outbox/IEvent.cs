namespace Fettle.Server.Platform.Outbox;

/// <summary>Something that happened, told by one module to the others: a record named in the past tense, part of the telling module's face.</summary>
public interface IEvent
{
    /// <summary>Listeners may touch this organisation's rows and no others; null: every organisation's.</summary>
    long? OrganisationId { get; }
}

/// <summary>
/// Hears an event. It runs in a transaction of its own together with the removal of the message, so what it saves is saved once; it must do nothing
/// but change rows (and tell further events), because it is run again after a failure.
/// </summary>
public interface IListenTo<in TEvent> where TEvent : IEvent
{
    Task HearAsync(TEvent @event, CancellationToken cancel);
}
