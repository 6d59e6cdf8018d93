using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.ServiceDesk.Catalogue.Tasks;

/// <summary>With what the webhooks of a service are signed: a key of its own for each, made from the installation's, so that none is stored.</summary>
internal sealed class WebhookSignature(DataFolder data)
{
    private readonly Lazy<byte[]> _key = new(() =>
        Convert.FromBase64String(KeyFile.Read(data, "catalogue.key", () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))));

    /// <summary>For whoever receives the calls of this service.</summary>
    public string KeyOf(long offering) => Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"service {offering}"))));

    /// <summary><c>sha256=</c> and the HMAC of the time, a full stop and the body.</summary>
    public string Of(long offering, string at, byte[] body) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(offering)), Encoding.UTF8.GetBytes($"{at}.").Concat(body).ToArray()))}";
}
