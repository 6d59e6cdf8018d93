using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace Fettle.Agent.Platform.Windows;

/// <summary>
/// P-256 signatures by the primitives of bcrypt.h. .NET's own go through the key storage of ncrypt.h, which the agent does not need (its key is a file, as on
/// Linux) and wine does not have.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed partial class BCryptEcdsa : ECDsa
{
    private const int Size = 32;
    private const int HeaderSize = 8;
    private const uint PublicMagic = 0x31534345;
    private const uint PrivateMagic = 0x32534345;
    private const string PublicBlob = "ECCPUBLICBLOB";
    private const string PrivateBlob = "ECCPRIVATEBLOB";
    private readonly nint _provider;
    private nint _key;

    public BCryptEcdsa()
    {
        Check(BCryptOpenAlgorithmProvider(out _provider, "ECDSA_P256", null, 0));
        LegalKeySizesValue = [new KeySizes(256, 256, 0)];
        KeySizeValue = 256;
    }

    public override void GenerateKey(ECCurve curve)
    {
        Check(BCryptGenerateKeyPair(_provider, out var key, 256, 0));
        Check(BCryptFinalizeKeyPair(key, 0));
        Take(key);
    }

    public override void ImportParameters(ECParameters parameters)
    {
        parameters.Validate();
        if (parameters.Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
            throw new CryptographicException("The key is not on the curve P-256");
        var isPrivate = parameters.D is not null;
        byte[] blob =
        [
            .. BitConverter.GetBytes(isPrivate ? PrivateMagic : PublicMagic), .. BitConverter.GetBytes(Size),
            .. parameters.Q.X!, .. parameters.Q.Y!, .. parameters.D ?? [],
        ];
        Check(BCryptImportKeyPair(_provider, 0, isPrivate ? PrivateBlob : PublicBlob, out var key, blob, blob.Length, 0));
        Take(key);
    }

    public override ECParameters ExportParameters(bool includePrivateParameters)
    {
        var blob = new byte[HeaderSize + 3 * Size];
        Check(BCryptExportKey(Key, 0, includePrivateParameters ? PrivateBlob : PublicBlob, blob, blob.Length, out _, 0));
        return new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = blob[HeaderSize..(HeaderSize + Size)], Y = blob[(HeaderSize + Size)..(HeaderSize + 2 * Size)] },
            D = includePrivateParameters ? blob[(HeaderSize + 2 * Size)..] : null,
        };
    }

    public override byte[] SignHash(byte[] hash)
    {
        var signature = new byte[2 * Size];
        Check(BCryptSignHash(Key, 0, hash, hash.Length, signature, signature.Length, out _, 0));
        return signature;
    }

    public override bool VerifyHash(byte[] hash, byte[] signature) =>
        signature.Length == 2 * Size && BCryptVerifySignature(Key, 0, hash, hash.Length, signature, signature.Length, 0) == 0;

    protected override void Dispose(bool disposing)
    {
        Take(0);
        _ = BCryptCloseAlgorithmProvider(_provider, 0);
        base.Dispose(disposing);
    }

    private nint Key => _key != 0 ? _key : throw new CryptographicException("There is no key yet");

    private void Take(nint key)
    {
        if (_key != 0)
            _ = BCryptDestroyKey(_key);
        _key = key;
    }

    private static void Check(int status)
    {
        if (status != 0)
            throw new CryptographicException(status);
    }

    [LibraryImport("bcrypt", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int BCryptOpenAlgorithmProvider(out nint provider, string algorithm, string? implementation, uint flags);

    [LibraryImport("bcrypt")]
    private static partial int BCryptCloseAlgorithmProvider(nint provider, uint flags);

    [LibraryImport("bcrypt")]
    private static partial int BCryptGenerateKeyPair(nint provider, out nint key, uint bits, uint flags);

    [LibraryImport("bcrypt")]
    private static partial int BCryptFinalizeKeyPair(nint key, uint flags);

    [LibraryImport("bcrypt")]
    private static partial int BCryptDestroyKey(nint key);

    [LibraryImport("bcrypt", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int BCryptImportKeyPair(nint provider, nint importKey, string kind, out nint key, byte[] blob, int length, uint flags);

    [LibraryImport("bcrypt", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int BCryptExportKey(nint key, nint exportKey, string kind, byte[] blob, int length, out int written, uint flags);

    [LibraryImport("bcrypt")]
    private static partial int BCryptSignHash(nint key, nint padding, byte[] hash, int hashLength, byte[] signature, int signatureLength, out int written, uint flags);

    [LibraryImport("bcrypt")]
    private static partial int BCryptVerifySignature(nint key, nint padding, byte[] hash, int hashLength, byte[] signature, int signatureLength, uint flags);
}
