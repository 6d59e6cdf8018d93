using System.Text.Json;
using System.Text.Json.Serialization;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Templates;

/// <summary>What a field of the desk's own is filled in with.</summary>
internal sealed record TemplateField(long FieldId, string Value);

/// <summary>What tickets that come up again and again begin with.</summary>
/// <param name="Body">Markdown.</param>
/// <param name="Checklist">What is to be done on it, in order.</param>
internal sealed record TemplateContent(
    TicketKind Kind, string Subject, string Body, long? QueueId, long? CategoryId, Level Impact, Level Urgency, IReadOnlyList<string> Tags,
    IReadOnlyList<TemplateField> Fields, IReadOnlyList<string> Checklist)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
}

/// <summary>A ticket template of an organisation.</summary>
internal sealed class TicketTemplate(long organisationId) : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; private set; } = organisationId;

    public string Name { get; private set; } = "";

    /// <summary><see cref="TemplateContent"/> as JSON.</summary>
    public string Content { get; private set; } = "";

    public void Become(string name, TemplateContent content) => (Name, Content) = (name, JsonSerializer.Serialize(content, TemplateContent.Json));

    public TemplateContent Read() => JsonSerializer.Deserialize<TemplateContent>(Content, TemplateContent.Json)!;
}

internal sealed class TicketTemplateMap : IEntityTypeConfiguration<TicketTemplate>
{
    public void Configure(EntityTypeBuilder<TicketTemplate> builder)
    {
        builder.ToTable("ticket_templates");
        builder.HasIndex(t => new { t.OrganisationId, t.Name }).IsUnique();
    }
}

internal static class TemplateTables
{
    extension(FettleDb db)
    {
        public DbSet<TicketTemplate> TicketTemplates => db.Set<TicketTemplate>();
    }
}
