using System.Security.Cryptography;
using Fettle.Server.People.Entering;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.SecondFactors;

/// <summary>Ten codes to print and keep: 80 bits each, so a plain hash keeps them.</summary>
internal static class RecoveryCodes
{
    private const int HowMany = 10;

    /// <summary>Replaces the person's codes. They are saved with the caller's change, and shown this once.</summary>
    public static async Task<IReadOnlyList<string>> RenewAsync(FettleDb db, long personId, CancellationToken cancel)
    {
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.PersonId == personId).ToListAsync(cancel));
        var codes = Enumerable.Range(0, HowMany).Select(_ => New()).ToList();
        db.RecoveryCodes.AddRange(codes.Select(c => new RecoveryCode(personId, Secrets.Hash(Normal(c)))));
        return codes;
    }

    /// <summary>As it is hashed: without the dashes, whatever the case.</summary>
    public static string Normal(string code) => new([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static string New()
    {
        var code = Totp.Base32(RandomNumberGenerator.GetBytes(10)).ToLowerInvariant();
        return $"{code[..4]}-{code[4..8]}-{code[8..12]}-{code[12..]}";
    }
}
