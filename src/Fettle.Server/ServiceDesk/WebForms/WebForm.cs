using System.Security.Cryptography;
using System.Text.Json;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.WebForms;

/// <summary>A form that stands on pages outside Fettle.</summary>
internal sealed class WebForm : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    /// <summary>What its address ends with: nobody guesses it, and it says nothing.</summary>
    public string Key { get; private init; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Above the fields, plain text; null for none.</summary>
    public string? Introduction { get; private set; }

    /// <summary>Where its tickets go; null: to the first queue.</summary>
    public long? QueueId { get; private set; }

    /// <summary>The sites that may show it in a frame: <c>https://www.example.org</c>.</summary>
    public IReadOnlyList<string> Origins { get; private set; } = [];

    /// <summary>Reports that it takes within an hour, from everybody together.</summary>
    public int PerHour { get; private set; }

    public bool Enabled { get; private set; } = true;

    public static WebForm Make(long organisation) =>
        new() { OrganisationId = organisation, Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)) };

    public void Become(string name, string? introduction, long? queue, IReadOnlyList<string> origins, int perHour, bool enabled) =>
        (Name, Introduction, QueueId, Origins, PerHour, Enabled) = (name, introduction, queue, origins, perHour, enabled);
}

/// <summary>That a form was filled in: what budgets are counted by.</summary>
[NotJournalled("the ticket that it became is")]
internal sealed class WebFormReport : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public long FormId { get; init; }

    public long TicketId { get; init; }

    /// <summary>Who they say they are, lower case.</summary>
    public required string Email { get; init; }

    /// <summary>A hash of the network address, of no use but to be compared within the hour; null for what a program handed in.</summary>
    public string? Address { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class WebFormMap : IEntityTypeConfiguration<WebForm>
{
    public void Configure(EntityTypeBuilder<WebForm> builder)
    {
        builder.ToTable("web_forms");
        builder.Property(f => f.Origins).HasConversion(
            origins => JsonSerializer.Serialize(origins, JsonSerializerOptions.Web),
            text => JsonSerializer.Deserialize<List<string>>(text, JsonSerializerOptions.Web)!,
            new ValueComparer<IReadOnlyList<string>>((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list.ToList()));
        builder.HasIndex(f => f.Key).IsUnique();
        builder.HasIndex(f => new { f.OrganisationId, f.Name }).IsUnique();
    }
}

internal sealed class WebFormReportMap : IEntityTypeConfiguration<WebFormReport>
{
    public void Configure(EntityTypeBuilder<WebFormReport> builder)
    {
        builder.ToTable("web_form_reports");
        builder.HasOne<WebForm>().WithMany().HasForeignKey(r => r.FormId);
        builder.HasOne<Ticket>().WithMany().HasForeignKey(r => r.TicketId);
        builder.HasIndex(r => new { r.FormId, r.At });
        builder.HasIndex(r => r.TicketId);
    }
}

internal static class WebFormTables
{
    extension(FettleDb db)
    {
        public DbSet<WebForm> WebForms => db.Set<WebForm>();

        public DbSet<WebFormReport> WebFormReports => db.Set<WebFormReport>();
    }
}
