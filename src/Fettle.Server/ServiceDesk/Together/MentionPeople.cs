using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Together;

/// <summary>Whoever is named in a note with an @ before (<c>@Anna Berg</c>, or <c>@Anna</c> where there is one Anna) watches the ticket from then on, and is told.</summary>
internal sealed class MentionPeople(FettleDb db, CurrentPerson me, IPeople people)
{
    public async Task RunAsync(Ticket ticket, string note, CancellationToken cancel)
    {
        if (!note.Contains('@', StringComparison.Ordinal))
            return;
        var mentioned = In(note, await people.TechniciansAsync(ticket.OrganisationId, cancel)).Where(id => id != me.Id).ToList();
        var watching = await db.Watchers.Where(w => w.TicketId == ticket.Id && mentioned.Contains(w.PersonId)).Select(w => w.PersonId).ToListAsync(cancel);
        db.AddRange(mentioned.Except(watching).Select(id => new Watcher { OrganisationId = ticket.OrganisationId, TicketId = ticket.Id, PersonId = id }));
        foreach (var id in mentioned)
            db.Nudge("mention", ticket.Number, ticket.OrganisationId, id);
    }

    /// <summary>Who is meant: by the whole name, else by a first name that only one of them has.</summary>
    internal static IReadOnlyList<long> In(string note, IReadOnlyList<PersonName> colleagues)
    {
        var found = new HashSet<long>();
        for (var at = note.IndexOf('@'); at >= 0; at = note.IndexOf('@', at + 1))
        {
            // anna@example.org mentions nobody.
            if (at > 0 && char.IsLetterOrDigit(note[at - 1]))
                continue;
            var rest = note[(at + 1)..];
            var whole = colleagues.Where(c => Begins(rest, c.Name)).MaxBy(c => c.Name.Length);
            var first = colleagues.Where(c => Begins(rest, c.Name.Split(' ')[0])).Take(2).ToList();
            if (whole is not null)
                found.Add(whole.Id);
            else if (first is [var only])
                found.Add(only.Id);
        }
        return [.. found];

        static bool Begins(string text, string name) =>
            text.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (text.Length == name.Length || !char.IsLetterOrDigit(text[name.Length]));
    }
}
