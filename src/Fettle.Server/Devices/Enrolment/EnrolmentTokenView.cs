namespace Fettle.Server.Devices.Enrolment;

/// <summary>A token as it is shown: never the secret itself.</summary>
/// <param name="Usable">It may be used now.</param>
public sealed record EnrolmentTokenView(
    long Id, long OrganisationId, string Name, int Uses, int Used, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, bool Usable);
