using System.Security.Cryptography;
using Fettle.Protocol;
using Fettle.Server.Automation;
using Fettle.Server.Devices.Fleet;
using Fettle.Server.Devices.Gateway;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Search;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Devices.Enrolment;

/// <summary>Takes a device in that shows a good token. The same machine enrolling again gets its old place with its new key.</summary>
internal sealed class EnrolDevice(FettleDb db, OrganisationScope scope, Actor actor, CommandKey commandKey, ISearchIndex search, TimeProvider clock) : IUseCase
{
    private const string P256 = "1.2.840.10045.3.1.7";

    public static void Map(RouteGroupBuilder agent) =>
        agent.MapPost(AgentRoute.Of(Routes.Enrol),
            async (HttpRequest request, EnrolDevice useCase, CancellationToken cancel) => AgentMessages.Answer(
                await useCase.RunAsync(await request.ReadAgentMessageAsync(ProtocolJson.Default.EnrolRequest, AgentMessages.Small, cancel), cancel),
                ProtocolJson.Default.EnrolResponse))
            .WithName("enrolDevice").WithMetadata(new WithoutSession()).RequireRateLimiting(RateLimits.Enrolling);

    /// <exception cref="Forbidden">The token is unknown, spent, expired or revoked.</exception>
    /// <exception cref="Invalid">The key is not a P-256 key, or there is no host name.</exception>
    public async Task<EnrolResponse> RunAsync(EnrolRequest request, CancellationToken cancel)
    {
        var introduction = Read(request);
        var hash = EnrolmentToken.HashOf(request.Token ?? "");
        Device? device = null;

        // The token says which organisation it is; nothing else is read before that is known.
        scope.SeeEverything();
        await db.InTransactionAsync(
            async () =>
            {
                var token = await LockAsync(hash, cancel) ?? throw new Forbidden("This enrolment token is not known.");
                if (token.WhyNot(clock.GetUtcNow()) is { } why)
                    throw new Forbidden(why);
                scope.LimitTo([token.OrganisationId]);
                actor.Is(ActorKind.Device, null, introduction.HostName, actor.From);

                token.Use();
                device = await TakeInAsync(token.OrganisationId, introduction, cancel);
            },
            cancel);
        return new(device!.Id, commandKey.PublicKey);
    }

    private async Task<Device> TakeInAsync(long organisation, Introduction introduction, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var device = introduction.MachineId is null ? null : await db.Devices.FirstOrDefaultAsync(d => d.MachineId == introduction.MachineId, cancel);
        if (device is null)
        {
            device = Device.Enrol(organisation, introduction, now);
            db.Add(device);
            await db.SaveChangesAsync(cancel);
            db.Add(Sighting.NotYet(device.Id, organisation));
        }
        else
        {
            device.EnrolAgain(introduction, now);
            db.Nudge(AgentTopics.ShutOut, device.Id, organisation);
        }
        db.Nudge("device", device.Id, organisation);
        db.Nudge("devices", null, organisation);
        await db.SaveChangesAsync(cancel);
        await search.PutAsync(device.ToDocument(), cancel);
        return device;
    }

    /// <summary>Two devices with the last use of a token: the second waits here and then finds it spent. (SQLite has one writer anyhow.)</summary>
    private Task<EnrolmentToken?> LockAsync(string hash, CancellationToken cancel) =>
        (db.Database.IsNpgsql() ? db.EnrolmentTokens.FromSql($"SELECT * FROM enrolment_tokens WHERE hash = {hash} FOR UPDATE") : db.EnrolmentTokens.Where(t => t.Hash == hash))
        .FirstOrDefaultAsync(cancel);

    private static Introduction Read(EnrolRequest request)
    {
        var host = HostileText.Line(request.HostName, Device.LongestName);
        if (host.Length == 0)
            throw new Invalid("hostName", "is empty");
        var key = ReadKey(request.PublicKey ?? "");
        return new(
            host, HostileText.LineOrNull(request.MachineId, 64), HostileText.Line(request.Os, 120), request.Platform is "linux" or "windows" ? request.Platform : "other",
            HostileText.Line(request.AgentVersion, 40), Convert.ToBase64String(key), Convert.ToHexStringLower(SHA256.HashData(key))[..32]);
    }

    private static byte[] ReadKey(string publicKey)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256)
                return key.ExportSubjectPublicKeyInfo();
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            // Falls through to the one answer.
        }
        throw new Invalid("publicKey", "is not a P-256 key as SubjectPublicKeyInfo in base64");
    }
}
