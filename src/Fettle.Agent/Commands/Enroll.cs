using System.CommandLine;
using Fettle.Agent.Connection;
using Fettle.Agent.Platform;
using Fettle.Agent.Policy;
using Fettle.Agent.State;

namespace Fettle.Agent.Commands;

/// <summary><c>fettle-agent enroll</c>: introduces this device to a server, once.</summary>
internal static class Enroll
{
    public static Command Command()
    {
        var server = new Option<string?>("--server") { Description = "The server's address, for example https://fettle.example.org", HelpName = "URL" };
        var token = new Option<string>("--token") { Description = "An enrolment token, from the server's page Devices", HelpName = "TOKEN", Required = true };
        var authority = new Option<string?>("--ca") { Description = "Trust only the certificate authorities in this PEM file", HelpName = "FILE" };
        var pin = new Option<string?>("--pin") { Description = "Trust only the certificate with this key: sha256/ and base64", HelpName = "PIN" };
        var insecure = new Option<bool>("--insecure") { Description = "Allow plain http to another machine" };
        var again = new Option<bool>("--force") { Description = "Enrol again, as a new device, although this one has enrolled" };
        var state = AgentOptions.State();
        var policy = AgentOptions.Policy();
        var command = new Command("enroll", "Introduce this device to a Fettle server") { server, token, authority, pin, insecure, again, state, policy };
        command.SetAction((parsed, cancel) => RunAsync(
            new Asked(parsed.GetValue(server), parsed.GetRequiredValue(token), parsed.GetValue(authority), parsed.GetValue(pin),
                parsed.GetValue(insecure), parsed.GetValue(again), parsed.GetValue(policy)),
            new StateFolder(parsed.GetRequiredValue(state)), cancel));
        return command;
    }

    private sealed record Asked(string? Server, string Token, string? AuthorityFile, string? Pin, bool Insecure, bool Again, string? PolicyFile);

    private static async Task<int> RunAsync(Asked asked, StateFolder state, CancellationToken cancel)
    {
        if (ThisDevice.WhyNoCryptography() is { } missing)
            return ExitCodes.Say(ExitCodes.Failed, missing);
        try
        {
            var policy = AgentOptions.ReadPolicy(asked.PolicyFile, state);
            if ((asked.Server ?? policy.Server?.ToString()) is not { } text)
                return ExitCodes.Say(ExitCodes.BadUsage, "which server? Say --server https://fettle.example.org");
            if (!ServerAddress.TryRead(text, asked.Insecure, out var server, out var why))
                return ExitCodes.Say(ExitCodes.BadUsage, why);
            if (policy.Server is { } only && only != server)
                return ExitCodes.Say(ExitCodes.Refused, $"the policy of this device (agent.yaml) allows no other server than {only}");
            if (asked.Pin is { } pin && !pin.StartsWith("sha256/", StringComparison.Ordinal))
                return ExitCodes.Say(ExitCodes.BadUsage, "a pin is sha256/ and the base64 of the SHA-256 of the server's public key");
            if (asked.AuthorityFile is { } file && !File.Exists(file))
                return ExitCodes.Say(ExitCodes.BadUsage, $"there is no file {file}");
            if (Enrolment.Load(state) is { } known && !asked.Again)
                return ExitCodes.Say(ExitCodes.Refused, $"this device is already enrolled with {known.Server} (as device {known.DeviceId}); --force enrols it again");
            return await EnrolAsync(asked, server, state, cancel);
        }
        catch (PolicyError e)
        {
            return ExitCodes.Say(ExitCodes.BadUsage, e.Message);
        }
        catch (ServerRefused e)
        {
            return ExitCodes.Say(ExitCodes.Failed, $"the server does not take this device: {e.Message}");
        }
        catch (HttpRequestException e)
        {
            return ExitCodes.Say(ExitCodes.Failed, $"the server cannot be reached: {(e.InnerException ?? e).Message}");
        }
        catch (UnauthorizedAccessException)
        {
            return ExitCodes.Say(ExitCodes.Refused, $"{state.Path} cannot be written; run as root, or say --state DIR");
        }
    }

    private static async Task<int> EnrolAsync(Asked asked, Uri server, StateFolder state, CancellationToken cancel)
    {
        if (asked.AuthorityFile is { } authorities && ServerTrust.CountAuthorities(authorities) == 0)
            return ExitCodes.Say(ExitCodes.BadUsage, $"there is no certificate (PEM) in {authorities}");
        state.Create();
        using var http = new HttpMessageInvoker(ServerTrust.MakeHandler(asked.AuthorityFile, asked.Pin));
        var wanted = new Enrolment(server, 0, "", default, asked.AuthorityFile, asked.Pin, asked.Insecure);
        var enrolment = await EnrolDevice.RunAsync(http, wanted, asked.Token, ThisDevice.Make().Identity, state, TimeProvider.System, cancel);
        var custom = state.Path == StateFolder.DefaultPath ? "" : $" --state {state.Path}";
        Console.WriteLine($"""
            Enrolled with {enrolment.Server} as device {enrolment.DeviceId}.
            Next: `fettle-agent install{custom}` keeps the agent running from now on; `fettle-agent run{custom}` runs it here.
            """);
        return ExitCodes.Done;
    }
}
