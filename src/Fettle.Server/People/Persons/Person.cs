using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.People.Persons;

/// <summary>Somebody of an organisation. What they may do is in <see cref="HeldRole"/>, how they sign in in <see cref="Entering.Login"/>.</summary>
internal sealed class Person(long organisationId, string name, string? email, DateTimeOffset createdAt) : IBelongToOrganisation
{
    public const int NameLength = 200;
    public const int PhoneLength = 50;

    public long Id { get; private set; }

    /// <summary>The organisation that they are of; they may hold roles in others.</summary>
    public long OrganisationId { get; private set; } = organisationId;

    public string Name { get; private set; } = name;

    /// <summary>Lower case; of one person only in the whole installation, because it is what they sign in with.</summary>
    public string? Email { get; private set; } = email?.ToLowerInvariant();

    /// <summary>Name and address as they are searched: lower case, because SQLite knows no case but that of A to Z.</summary>
    [HiddenInJournal]
    public string Sought { get; private set; } = SoughtOf(name, email);

    public string? Phone { get; private set; }

    public long? SiteId { get; private set; }

    /// <summary>To whom they report; of the same organisation.</summary>
    public long? ManagerId { get; private set; }

    /// <summary>An IETF tag: <c>en</c>, <c>de</c>.</summary>
    public string Language { get; private set; } = "en";

    public Theme Theme { get; private set; } = Theme.System;

    public DateTimeOffset CreatedAt { get; private set; } = createdAt;

    /// <summary>Since when they cannot sign in; null while they can.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    /// <summary>Since when there is somebody who wrote a mail and whom nobody here has said to know; null: somebody did.</summary>
    public DateTimeOffset? UnverifiedSince { get; private set; }

    /// <summary>Made from a mail of somebody whose domain is no organisation's.</summary>
    public static Person FromMail(long organisation, string name, string email, bool verified, DateTimeOffset at) =>
        new(organisation, name, email, at) { UnverifiedSince = verified ? null : at };

    public void Verify() => UnverifiedSince = null;

    public void Change(string name, string? email, string? phone, long? siteId) =>
        (Name, Email, Phone, SiteId, Sought) = (name, email?.ToLowerInvariant(), phone, siteId, SoughtOf(name, email));

    public void ReportTo(long? manager) => ManagerId = manager;

    public void Rename(string name) => (Name, Sought) = (name, SoughtOf(name, Email));

    public void Disable(DateTimeOffset at) => DisabledAt ??= at;

    public void Enable() => DisabledAt = null;

    private static string SoughtOf(string name, string? email) => $"{name} {email}".ToLowerInvariant();
}

/// <summary>How pages look to a person.</summary>
internal enum Theme
{
    /// <summary>As their device is set.</summary>
    System,
    Light,
    Dark,
}

internal sealed class PersonMap : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("persons");
        builder.Property(p => p.Theme).HasConversion<string>();
        builder.HasIndex(p => p.ManagerId);
        builder.HasIndex(p => p.Email).IsUnique();
        builder.HasIndex(p => new { p.OrganisationId, p.Name });
        builder.HasIndex(p => new { p.Name, p.Id });
    }
}
