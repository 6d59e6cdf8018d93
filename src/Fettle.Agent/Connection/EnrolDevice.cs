using System.Security.Cryptography;
using Fettle.Agent.Platform;
using Fettle.Agent.State;
using Fettle.Protocol;

namespace Fettle.Agent.Connection;

/// <summary>Introduces the device to a server: makes its key, hands in the token, and remembers the key that will sign its jobs.</summary>
internal static class EnrolDevice
{
    public static string AgentVersion { get; } = typeof(EnrolDevice).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <exception cref="ServerRefused">The token is wrong, used up or expired.</exception>
    /// <exception cref="HttpRequestException">The server cannot be reached.</exception>
    public static async Task<Enrolment> RunAsync(
        HttpMessageInvoker http, Enrolment asked, string token, DeviceIdentity device, StateFolder state, TimeProvider clock, CancellationToken cancel)
    {
        using var key = P256.Generate();
        var request = new EnrolRequest(
            token, Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), device.HostName, device.MachineId, device.Os, device.Platform, AgentVersion);
        var answer = await new ServerRequests(http, asked.Server, clock).PostAsync(
            Routes.Enrol, request, ProtocolJson.Default.EnrolRequest, ProtocolJson.Default.EnrolResponse, bearer: null, cancel);

        var enrolment = asked with { DeviceId = answer.DeviceId, CommandKey = answer.CommandKey, EnrolledAt = clock.GetUtcNow() };
        if (asked.AuthorityFile is { } authorities)
        {
            var own = Enrolment.AuthorityFileIn(state);
            StateFolder.WriteDurably(own, await File.ReadAllBytesAsync(authorities, cancel));
            enrolment = enrolment with { AuthorityFile = own };
        }
        RequireCommandKey(enrolment);
        enrolment.Save(state, key);
        return enrolment;
    }

    /// <summary>A command key that cannot be read is better found now than at the first job.</summary>
    private static void RequireCommandKey(Enrolment enrolment)
    {
        try
        {
            enrolment.ImportCommandKey().Dispose();
        }
        catch (Exception e) when (e is FormatException or CryptographicException or ArgumentNullException)
        {
            throw new HttpRequestException("The server's answer holds no command key: is this a Fettle server?", e);
        }
    }
}
