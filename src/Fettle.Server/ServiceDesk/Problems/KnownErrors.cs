using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Search;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Problems;

/// <summary>The unsolved problems that have a workaround, and which of them somebody's words are about.</summary>
internal sealed class KnownErrors(FettleDb db)
{
    /// <summary>Words too short to say what something is about.</summary>
    private const int ShortestWord = 4;

    internal sealed record Known(long Id, long Number, string Subject, string? Cause, string? Workaround, string? PlainWords, bool Public);

    public Task<List<Known>> OfAsync(long organisation, CancellationToken cancel)
    {
        var active = TicketStatuses.Active;
        return (from r in db.ProblemRecords.AsNoTracking()
                where r.OrganisationId == organisation && r.KnownSince != null
                join t in db.Tickets on r.TicketId equals t.Id
                where active.Contains(t.Status) && t.MergedIntoId == null
                orderby t.UpdatedAt descending
                select new Known(t.Id, t.Number, t.Subject, t.Cause, r.Workaround, r.PlainWords, r.Public)).Take(200).ToListAsync(cancel);
    }

    /// <summary>How many words of weight they share with what is known; two are needed, or one where no more were written.</summary>
    public static bool IsAbout(string text, string known)
    {
        var (said, about) = (Weighty(text), Weighty(known));
        if (said.Count == 0)
            return false;
        return said.Count(about.Contains) >= Math.Min(2, said.Count);
    }

    private static HashSet<string> Weighty(string text) => [.. Words.Of(text).Where(w => w.Length >= ShortestWord)];
}
