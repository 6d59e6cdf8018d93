using Fettle.Server.People.Entering;
using Fettle.Server.People.FirstRun;
using Fettle.Server.People.Invitations;
using Fettle.Server.People.Organisations;
using Fettle.Server.People.Passkeys;
using Fettle.Server.People.Persons;
using Fettle.Server.People.SecondFactors;
using Fettle.Server.People.Sessions;
using Fettle.Server.People.Tokens;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People;

/// <summary>The tables that this module alone reads and writes.</summary>
internal static class PeopleTables
{
    extension(FettleDb db)
    {
        public DbSet<Organisation> Organisations => db.Set<Organisation>();

        public DbSet<Site> Sites => db.Set<Site>();

        public DbSet<MailDomain> MailDomains => db.Set<MailDomain>();

        public DbSet<Person> Persons => db.Set<Person>();

        public DbSet<PhoneNumber> PhoneNumbers => db.Set<PhoneNumber>();

        public DbSet<AccountName> AccountNames => db.Set<AccountName>();

        public DbSet<HeldRole> HeldRoles => db.Set<HeldRole>();

        public DbSet<Login> Logins => db.Set<Login>();

        public DbSet<SignInAttempts> SignInAttempts => db.Set<SignInAttempts>();

        public DbSet<RecoveryCode> RecoveryCodes => db.Set<RecoveryCode>();

        public DbSet<Passkey> Passkeys => db.Set<Passkey>();

        public DbSet<Session> Sessions => db.Set<Session>();

        public DbSet<ApiToken> ApiTokens => db.Set<ApiToken>();

        public DbSet<Invitation> Invitations => db.Set<Invitation>();

        public DbSet<SetUp> SetUps => db.Set<SetUp>();
    }
}
