using System.Security.Cryptography;
using System.Text.Json;
using Fettle.Agent.Platform;

namespace Fettle.Agent.State;

/// <summary>What the device agreed with its server when it enrolled.</summary>
/// <param name="CommandKey">The pinned key that signs jobs: SubjectPublicKeyInfo (DER), base64.</param>
/// <param name="AuthorityFile">PEM file with the only authorities to trust, or null for the system's.</param>
/// <param name="Pin">The server's own key, <see cref="Connection.ServerTrust.PinOf"/>, or null.</param>
/// <param name="AllowPlainHttp">Plain http to a server on another machine was asked for in as many words.</param>
internal sealed record Enrolment(
    Uri Server, long DeviceId, string CommandKey, DateTimeOffset EnrolledAt, string? AuthorityFile, string? Pin, bool AllowPlainHttp)
{
    private const string FileName = "enrolment.json";
    private const string KeyFileName = "device.key";

    /// <summary>The agent's own copy of the authorities: the file that was named at enrolment may go.</summary>
    public static string AuthorityFileIn(StateFolder state) => state["authorities.pem"];

    /// <summary>Null where the device has not enrolled.</summary>
    public static Enrolment? Load(StateFolder state)
    {
        var file = state[FileName];
        return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), AgentJson.Default.Enrolment) : null;
    }

    /// <summary>The key first: an enrolment without its key would be worth nothing.</summary>
    public void Save(StateFolder state, ECDsa deviceKey)
    {
        StateFolder.WriteDurably(state[KeyFileName], System.Text.Encoding.ASCII.GetBytes(deviceKey.ExportPkcs8PrivateKeyPem()));
        StateFolder.WriteDurably(state[FileName], JsonSerializer.SerializeToUtf8Bytes(this, AgentJson.Default.Enrolment));
    }

    public static ECDsa LoadKey(StateFolder state)
    {
        var key = P256.Make();
        key.ImportFromPem(File.ReadAllText(state[KeyFileName]));
        return key;
    }

    public ECDsa ImportCommandKey()
    {
        var key = P256.Make();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(CommandKey), out _);
        return key;
    }
}
