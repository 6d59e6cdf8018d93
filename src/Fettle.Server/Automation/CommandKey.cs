using System.Security.Cryptography;
using Fettle.Protocol;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Automation;

/// <summary>
/// The key that signs jobs: P-256, in <c>keys/command.key</c> of the data folder, readable by the server's account only, and never in the database. Whoever
/// can write to the database can therefore not command a device. Replicas share the folder.
/// </summary>
internal sealed class CommandKey : IDisposable
{
    private readonly ECDsa _key;
    private readonly Lock _signing = new();

    public CommandKey(DataFolder data)
    {
        _key = Load(data);
        PublicKey = Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>SubjectPublicKeyInfo (DER), base64: what an agent pins.</summary>
    public string PublicKey { get; }

    public SignedJob Sign(JobOrder order)
    {
        lock (_signing)
            return JobSignature.Sign(_key, order);
    }

    public void Dispose() => _key.Dispose();

    private static ECDsa Load(DataFolder data)
    {
        var pem = KeyFile.Read(data, "command.key", New);
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key;
    }

    private static string New()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
