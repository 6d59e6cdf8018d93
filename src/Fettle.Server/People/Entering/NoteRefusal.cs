using System.Text.Json;
using Fettle.Server.People.Persons;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.People.Entering;

/// <summary>Writes a refused sign-in to the journal.</summary>
internal sealed class NoteRefusal(FettleDb db)
{
    /// <param name="person">Whom it was for. What was typed for a person who does not exist is not kept: people type passwords there.</param>
    /// <param name="why">One word: <c>password</c>, <c>code</c>, <c>disabled</c>, <c>passkey</c>.</param>
    /// <param name="cancel">Stops it.</param>
    public Task RunAsync(Person? person, string why, CancellationToken cancel) =>
        db.NoteAsync("RefuseSignIn", nameof(Person), person?.Id, person?.OrganisationId, JsonSerializer.Serialize(new { why, known = person is not null }), cancel);
}
