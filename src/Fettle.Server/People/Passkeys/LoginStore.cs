using Fettle.Server.People.Entering;
using Fettle.Server.Platform.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Passkeys;

/// <summary>What Identity's passkey ceremonies ask of the database. Changing a login is done by our use cases, so it is refused here.</summary>
internal sealed class LoginStore(FettleDb db, TimeProvider clock) : IUserPasskeyStore<Login>
{
    public Task<string> GetUserIdAsync(Login user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Login user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<string?> GetNormalizedUserNameAsync(Login user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<Login?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        long.TryParse(userId, out var id) ? EnabledAsync(id, cancellationToken) : Task.FromResult<Login?>(null);

    public Task<Login?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        db.Logins.SingleOrDefaultAsync(l => l.Name == normalizedUserName, cancellationToken);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Login user, CancellationToken cancellationToken) =>
        [.. (await db.Passkeys.AsNoTracking().Where(p => p.PersonId == user.Id).ToListAsync(cancellationToken)).Select(p => p.ToInfo())];

    public async Task<Login?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await db.Passkeys.Where(p => p.CredentialId == credentialId).Select(p => (long?)p.PersonId).SingleOrDefaultAsync(cancellationToken) is { } id
            ? await EnabledAsync(id, cancellationToken)
            : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Login user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await db.Passkeys.AsNoTracking().SingleOrDefaultAsync(p => p.PersonId == user.Id && p.CredentialId == credentialId, cancellationToken))?.ToInfo();

    public async Task AddOrUpdatePasskeyAsync(Login user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        var known = await db.Passkeys.SingleOrDefaultAsync(p => p.PersonId == user.Id && p.CredentialId == passkey.CredentialId, cancellationToken);
        if (known is null)
            db.Passkeys.Add(new(user.Id, passkey));
        else
            known.Used(passkey, clock.GetUtcNow());
    }

    public Task RemovePasskeyAsync(Login user, byte[] credentialId, CancellationToken cancellationToken) => throw ByUseCase();

    public Task<IdentityResult> CreateAsync(Login user, CancellationToken cancellationToken) => throw ByUseCase();

    public Task<IdentityResult> UpdateAsync(Login user, CancellationToken cancellationToken) => throw ByUseCase();

    public Task<IdentityResult> DeleteAsync(Login user, CancellationToken cancellationToken) => throw ByUseCase();

    public Task SetUserNameAsync(Login user, string? userName, CancellationToken cancellationToken) => throw ByUseCase();

    public Task SetNormalizedUserNameAsync(Login user, string? normalizedName, CancellationToken cancellationToken) => throw ByUseCase();

    public void Dispose()
    {
        // The database context is the scope's.
    }

    private Task<Login?> EnabledAsync(long id, CancellationToken cancel)
    {
        var persons = db.Persons.IgnoreQueryFilters();
        return db.Logins.SingleOrDefaultAsync(l => l.Id == id && persons.Any(p => p.Id == id && p.DisabledAt == null), cancel);
    }

    private static NotSupportedException ByUseCase() => new("Logins are changed by use cases, which save with the journal.");
}
