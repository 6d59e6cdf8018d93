namespace Fettle.Protocol;

/// <summary>Asks the server to take this device in. Sent once, with a token that an administrator made.</summary>
/// <param name="Token">The enrolment token, as shown to the administrator.</param>
/// <param name="PublicKey">The device's own P-256 key: SubjectPublicKeyInfo (DER), base64.</param>
/// <param name="MachineId">What stays the same when the agent is installed again: <c>/etc/machine-id</c>, or Windows' <c>MachineGuid</c>. Null where there is none.</param>
/// <param name="Os">Name and version as a person would say it: <c>Debian GNU/Linux 12 (bookworm)</c>.</param>
/// <param name="Platform"><c>linux</c> or <c>windows</c>.</param>
public sealed record EnrolRequest(string Token, string PublicKey, string HostName, string? MachineId, string Os, string Platform, string AgentVersion);

/// <param name="CommandKey">The key that signs jobs, to be pinned: SubjectPublicKeyInfo (DER), base64.</param>
public sealed record EnrolResponse(long DeviceId, string CommandKey);

/// <summary>Asks for something to sign. The answer holds for a minute and is good once.</summary>
public sealed record ChallengeRequest(long DeviceId);

public sealed record ChallengeResponse(string Nonce);

/// <param name="Signature">Over <see cref="ProofOfDevice"/>: ECDSA P-256 with SHA-256, IEEE P1363, base64.</param>
public sealed record SessionRequest(long DeviceId, string Nonce, string Signature);

/// <param name="Token">Sent as <c>Authorization: Bearer</c> with every later request and with the socket's.</param>
/// <param name="Limits">What the server itself rules out on this device, on top of the device's own policy; null for nothing.</param>
public sealed record SessionResponse(string Token, DateTimeOffset ExpiresAt, AgentLimits? Limits = null);

/// <summary>Tightens the policy of a device; it can never loosen it.</summary>
/// <param name="Scripts">False: no scripts.</param>
/// <param name="HighestRisk"><c>none</c>, <c>safe</c>, <c>careful</c> or <c>dangerous</c>: remedies of a higher risk are refused.</param>
public sealed record AgentLimits(bool? Scripts, string? HighestRisk);
