using Microsoft.AspNetCore.Identity;

namespace Fettle.Server.People.Entering;

/// <summary>Hashes and checks passwords (PBKDF2 as ASP.NET Core Identity does it), always with the same effort.</summary>
internal sealed class Passwords(IPasswordHasher<Login> hasher)
{
    /// <summary>More rounds than Identity's default of 100,000: OWASP's figure for PBKDF2-HMAC-SHA512.</summary>
    public const int Rounds = 210_000;

    private static string? s_nobodys;

    public string Hash(string password) => hasher.HashPassword(null!, password);

    /// <summary>Takes as long for a person who does not exist, or has no password, as for one who does.</summary>
    /// <param name="hash">What is kept of the person's password; null where there is none.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="rehash">True where the password is right and should be hashed anew, more strongly.</param>
    public bool Verify(string? hash, string password, out bool rehash)
    {
        // Nobody's hash is of a password that was never told.
        var result = hasher.VerifyHashedPassword(null!, hash ?? (s_nobodys ??= Hash(Secrets.New())), password);
        rehash = hash is not null && result == PasswordVerificationResult.SuccessRehashNeeded;
        return hash is not null && result != PasswordVerificationResult.Failed;
    }
}
