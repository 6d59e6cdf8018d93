using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Fettle.Protocol;

/// <summary>Signs and opens jobs. The signature covers a purpose as well as the bytes, so nothing else that the key signs can pass as a job.</summary>
public static class JobSignature
{
    private static readonly byte[] Purpose = Encoding.UTF8.GetBytes("fettle-job-v1\n");

    public static SignedJob Sign(ECDsa commandKey, JobOrder order)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(order, ProtocolJson.Default.JobOrder);
        return new SignedJob(Convert.ToBase64String(bytes), Convert.ToBase64String(commandKey.SignData([.. Purpose, .. bytes], HashAlgorithmName.SHA256)));
    }

    /// <summary>The order, or null where the signature is not the command key's or the content is not an order.</summary>
    public static JobOrder? Open(ECDsa commandKey, SignedJob? job)
    {
        if (job is not { Order: not null, Signature: not null })
            return null;
        try
        {
            var bytes = Convert.FromBase64String(job.Order);
            byte[] signed = [.. Purpose, .. bytes];
            return commandKey.VerifyData(signed, Convert.FromBase64String(job.Signature), HashAlgorithmName.SHA256)
                ? JsonSerializer.Deserialize(bytes, ProtocolJson.Default.JobOrder)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}
