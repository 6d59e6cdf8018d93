using System.Security.Cryptography;
using Fettle.Agent.Platform.Windows;

namespace Fettle.Agent.Platform;

/// <summary>The curve that both keys are on: the device's own, and the server's for commands.</summary>
internal static class P256
{
    /// <summary>Without a key yet.</summary>
    public static ECDsa Make() => OperatingSystem.IsWindows() ? new BCryptEcdsa() : ECDsa.Create();

    public static ECDsa Generate()
    {
        var key = Make();
        key.GenerateKey(ECCurve.NamedCurves.nistP256);
        return key;
    }
}
