using Fettle.Server.People.Entering;
using Fettle.Server.Platform.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.SecondFactors;

/// <summary>Checks a code from an authenticator app or a recovery code. Each is taken once, also when two requests bring it at the same time.</summary>
internal sealed class CheckSecondFactor(FettleDb db, IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector _seal = protection.CreateProtector("Fettle.Totp");

    public string Seal(byte[] secret) => Convert.ToBase64String(_seal.Protect(secret));

    public byte[] Open(string sealedSecret) => _seal.Unprotect(Convert.FromBase64String(sealedSecret));

    /// <summary>True where the code is right and was not used before.</summary>
    public async Task<bool> TotpAsync(Login login, string code, CancellationToken cancel)
    {
        if (login.SealedTotpSecret is null || Totp.Match(Open(login.SealedTotpSecret), code, clock.GetUtcNow()) is not { } step)
            return false;
        return await db.Logins.Where(l => l.Id == login.Id && l.LastTotpStep < step).ExecuteUpdateAsync(s => s.SetProperty(l => l.LastTotpStep, step), cancel) == 1;
    }

    public async Task<bool> RecoveryCodeAsync(long personId, string code, CancellationToken cancel)
    {
        var hash = Secrets.Hash(RecoveryCodes.Normal(code));
        return await db.RecoveryCodes.Where(c => c.PersonId == personId && c.Hash == hash).ExecuteDeleteAsync(cancel) == 1;
    }
}
