using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Platform.Commands;

/// <summary><c>fettle-server journal verify</c>: proves the journal's chain. Exit code 0: whole; 1: broken, and where.</summary>
internal static class VerifyJournal
{
    public static async Task<int> RunAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        var verdict = await scope.ServiceProvider.GetRequiredService<JournalVerification>().RunAsync(CancellationToken.None);
        Console.WriteLine($"entries  {verdict.Entries}");
        Console.WriteLine($"head     {verdict.Head}");
        Console.WriteLine(verdict.Break is { } found ? $"BROKEN   entry {found.EntryId} {found.Why}" : "whole    every entry builds on the one before it");
        return verdict.Break is null ? 0 : 1;
    }
}
