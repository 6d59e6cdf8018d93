using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.People.JournalReading;

/// <summary>Walks along the whole journal and tells whether every entry is as it was written. It reads all of it: seconds for a million entries.</summary>
internal sealed class CheckJournal(CurrentPerson me, JournalVerification verification) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/journal/verify", (CheckJournal useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller may not read the whole journal.</exception>
    public Task<JournalVerdict> RunAsync(CancellationToken cancel)
    {
        me.RequireEverywhere(Permission.ReadJournal);
        return verification.RunAsync(cancel);
    }
}
