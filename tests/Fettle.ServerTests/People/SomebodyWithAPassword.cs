using Fettle.Server.People;
using Fettle.Server.People.Entering;
using Fettle.Server.People.Persons;
using Fettle.Server.People.SecondFactors;
using Fettle.ServerTests.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Fettle.ServerTests.People;

/// <summary>People who sign in as people do: by name and password, from a browser that keeps cookies.</summary>
internal static class SomebodyWithAPassword
{
    public const string Password = "tulip river stone";

    private static readonly string s_hash = new PasswordHasher<Login>(Options.Create(new PasswordHasherOptions { IterationCount = 1000 })).HashPassword(null!, Password);

    /// <returns>Their id and what they sign in with.</returns>
    public static async Task<(long Id, string Email)> PersonAsync(this FettleServer server, long? organisation = null, params Grant[] grants)
    {
        var home = organisation ?? await server.OrganisationAsync();
        return await server.WithDbAsync(async db =>
        {
            var person = new Person(home, "Somebody", $"{Guid.NewGuid():N}@test.example", server.Clock.GetUtcNow());
            db.Persons.Add(person);
            await db.SaveChangesAsync();
            var login = new Login(person.Id, person.Email!);
            login.ChangePassword(s_hash, server.Clock.GetUtcNow());
            db.Logins.Add(login);
            foreach (var grant in grants.DefaultIfEmpty(new(Role.Requester, home)))
                db.HeldRoles.Add(new(person.Id, grant.Role, grant.OrganisationId));
            await db.SaveChangesAsync();
            return (person.Id, person.Email!);
        });
    }

    public static HttpClient Browser(this FettleServer server)
    {
        var client = server.Stranger();
        client.DefaultRequestHeaders.Add("X-Fettle", "1");
        client.DefaultRequestHeaders.Add("Origin", "http://localhost");
        return client;
    }

    public static Task<Answer> SignInAsync(this HttpClient browser, string email, string password = Password, string? code = null, string? recoveryCode = null) =>
        browser.SendAsync("/sign-in", new { email, password, code, recoveryCode });

    /// <summary>Sets up an authenticator app for whoever is signed in; returns what is in the app, and the recovery codes.</summary>
    public static async Task<(string Secret, IReadOnlyList<string> RecoveryCodes)> SetUpTotpAsync(this HttpClient browser, FettleServer server)
    {
        var secret = (await browser.SendAsync("/me/totp"))["secret"].GetString()!;
        var started = await browser.ReplaceAsync("/me/totp", new { code = server.Code(secret) });
        return (secret, [.. started["recoveryCodes"].EnumerateArray().Select(c => c.GetString()!)]);
    }

    /// <summary>What an authenticator app with this secret shows now.</summary>
    public static string Code(this FettleServer server, string secret) => Totp.CodeAt(FromBase32(secret), Totp.StepAt(server.Clock.GetUtcNow()));

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
