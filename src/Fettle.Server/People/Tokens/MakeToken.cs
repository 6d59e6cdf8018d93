namespace Fettle.Server.People.Tokens;

internal sealed class MakeToken
{
    /// <summary>Tells our tokens from an agent's, and lets scanners of leaked secrets find them.</summary>
    public const string Prefix = "fettle_";
}
