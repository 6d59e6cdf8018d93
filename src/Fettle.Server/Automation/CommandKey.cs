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
        _key = Load(data.PathTo("keys", "command.key"));
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

    private static ECDsa Load(string file)
    {
        if (!File.Exists(file))
            Make(file);
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }

    /// <summary>Written whole and on disk before it has its name: a half key would shut out every device for ever, and of two replicas that start, one wins.</summary>
    private static void Make(string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var draft = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(draft, options))
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write(key.ExportPkcs8PrivateKeyPem());
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }
}
