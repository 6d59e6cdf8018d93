using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Outgoing;
using Fettle.Server.ServiceDesk.MovingIn.Csv;
using Fettle.Server.ServiceDesk.MovingIn.Model;
using Fettle.Server.ServiceDesk.MovingIn.RequestTracker;
using Fettle.Server.ServiceDesk.MovingIn.Rest;
using Fettle.Server.ServiceDesk.MovingIn.Zammad;
using Fettle.Server.ServiceDesk.MovingIn.Zendesk;
using Microsoft.AspNetCore.DataProtection;

namespace Fettle.Server.ServiceDesk.MovingIn;

/// <summary>The other system that a run is about, ready to be read; and the seal on its secret.</summary>
internal sealed class OpenDesk(IDataProtectionProvider protection, BlobStore blobs, OutboundGuard guard, TimeProvider clock)
{
    private readonly IDataProtector _seal = protection.CreateProtector("Fettle.MovingIn");

    public string Seal(string secret) => _seal.Protect(secret);

    /// <exception cref="CannotImport">Address, secret or file are missing, or the secret cannot be opened.</exception>
    public IAnotherDesk Open(ImportRun run) => run.Source switch
    {
        ImportSource.Csv => OpenCsv(run),
        // Zammad's own word for a token: Authorization: Token token=…
        ImportSource.Zammad => new ZammadDesk(Client(run, new("Token", $"token={Secret(run)}"))),
        ImportSource.RequestTracker => new RequestTrackerDesk(Client(run, new("token", Secret(run)))),
        ImportSource.Zendesk => new ZendeskDesk(Client(run, OfZendesk(Secret(run)))),
        _ => throw new CannotImport("This source cannot be read."),
    };

    /// <summary>An API token is a password of <c>somebody@example.org/token</c>; anything else is an OAuth token.</summary>
    private static AuthenticationHeaderValue OfZendesk(string secret) =>
        secret.Contains("/token:", StringComparison.Ordinal) ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))) : new("Bearer", secret);

    public CsvDesk OpenCsv(ImportRun run)
    {
        var hash = run.FileHash ?? throw new CannotImport("There is no file yet.");
        return new(() => blobs.Open(hash), run.Settings.Csv ?? new(), clock.GetUtcNow());
    }

    private RestClient Client(ImportRun run, AuthenticationHeaderValue authorization) =>
        new(guard, new($"{run.Settings.Address ?? throw new CannotImport("There is no address yet.")}/"), authorization, clock);

    private string Secret(ImportRun run)
    {
        try
        {
            return _seal.Unprotect(run.SealedSecret ?? throw new CannotImport("There is no token yet."));
        }
        catch (CryptographicException)
        {
            throw new CannotImport("The token that is kept cannot be opened with the keys of this installation; enter it again.");
        }
    }
}
