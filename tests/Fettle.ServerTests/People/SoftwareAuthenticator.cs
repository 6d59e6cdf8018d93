using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Fettle.ServerTests.People;

/// <summary>
/// A WebAuthn authenticator and the browser around it, in software: makes and uses P-256 credentials as WebAuthn Level 3 says, with attestation "none".
/// </summary>
internal sealed class SoftwareAuthenticator : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private string _user = "";
    private uint _uses;

    public string Origin { get; init; } = "http://localhost";

    /// <summary>Whether it asks its owner for finger, face or PIN.</summary>
    public bool KnowsItsOwner { get; init; } = true;

    /// <summary><c>navigator.credentials.create</c></summary>
    public JsonElement Create(JsonElement options)
    {
        _user = options.GetProperty("user").GetProperty("id").GetString()!;
        var client = ClientData("webauthn.create", options);
        var data = AuthenticatorData(options.GetProperty("rp").GetProperty("id").GetString()!, made: true);
        byte[] attestation = [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), .. Bytes(data)];
        return Json(new
        {
            id = Encode(_id),
            rawId = Encode(_id),
            type = "public-key",
            clientExtensionResults = new { },
            response = new { clientDataJSON = Encode(client), attestationObject = Encode(attestation), transports = new[] { "internal" } },
        });
    }

    /// <summary><c>navigator.credentials.get</c></summary>
    public JsonElement Get(JsonElement options)
    {
        var client = ClientData("webauthn.get", options);
        var data = AuthenticatorData(options.GetProperty("rpId").GetString()!, made: false);
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        return Json(new
        {
            id = Encode(_id),
            rawId = Encode(_id),
            type = "public-key",
            clientExtensionResults = new { },
            response = new
            {
                clientDataJSON = Encode(client),
                authenticatorData = Encode(data),
                signature = Encode(_key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
                userHandle = _user,
            },
        });
    }

    public void Dispose() => _key.Dispose();

    private byte[] ClientData(string type, JsonElement options) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = options.GetProperty("challenge").GetString(), origin = Origin, crossOrigin = false });

    /// <summary>WebAuthn Level 3 §6.1: hash of the domain, flags, count of uses, and for a new credential its public key.</summary>
    private byte[] AuthenticatorData(string domain, bool made)
    {
        const byte present = 0x01, verified = 0x04, keyIncluded = 0x40;
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, ++_uses);
        var flags = (byte)(present | (KnowsItsOwner ? verified : 0) | (made ? keyIncluded : 0));
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(domain)), flags, .. count, .. made ? NewCredential() : []];
    }

    private byte[] NewCredential()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        // COSE (RFC 9052): key type EC2, ES256, P-256, x, y.
        byte[] publicKey = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, .. Bytes(point.X!), 0x22, .. Bytes(point.Y!)];
        return [.. new byte[16], 0, (byte)_id.Length, .. _id, .. publicKey];
    }

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    // Keys are read strictly: a length takes as few bytes as it can (CTAP2 canonical CBOR).
    private static byte[] Bytes(byte[] bytes) => bytes.Length < 256 ? [0x58, (byte)bytes.Length, .. bytes] : [0x59, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static JsonElement Json(object value) => JsonSerializer.SerializeToElement(value);
}
