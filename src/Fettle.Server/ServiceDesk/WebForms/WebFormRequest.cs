using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Settings;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.WebForms;

/// <summary>What an administrator says about a form.</summary>
/// <param name="Origins">The sites that may show it: scheme, host and port, <c>https://www.example.org</c>.</param>
/// <param name="PerHour">Reports that it takes within an hour; 60 unless said otherwise.</param>
internal sealed record WebFormRequest(string Name, string? Introduction = null, long? QueueId = null, IReadOnlyList<string>? Origins = null, int PerHour = 60, bool Enabled = true)
{
    private const int MostOrigins = 20;

    /// <exception cref="Invalid">A field is missing or too long, an origin is none, or the queue is not the organisation's.</exception>
    /// <exception cref="Conflict">There is a form of this name.</exception>
    public async Task SetAsync(WebForm form, FettleDb db, CancellationToken cancel)
    {
        var name = Demand.Text(Name, "name", longest: 80);
        var origins = (Origins ?? []).Select(OriginOf).Distinct(StringComparer.Ordinal).ToList();
        if (origins.Count > MostOrigins)
            throw new Invalid("origins", $"are more than {MostOrigins}");
        if (PerHour is < 1 or > 10_000)
            throw new Invalid("perHour", "is not between 1 and 10000");
        if (QueueId is { } queue && !await db.Queues.AnyAsync(q => q.Id == queue && q.OrganisationId == form.OrganisationId, cancel))
            throw new Invalid("queueId", "is no queue of this organisation");
        if (await db.WebForms.AnyAsync(f => f.OrganisationId == form.OrganisationId && f.Name == name && f.Id != form.Id, cancel))
            throw new Conflict($"There is a form called {name} already.");
        form.Become(name, Demand.OptionalText(Introduction, "introduction", longest: 2000, severalLines: true), QueueId, origins, PerHour, Enabled);
    }

    private static string OriginOf(string written) =>
        Uri.TryCreate(written?.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri is { PathAndQuery: "/", UserInfo: "", Fragment: "" }
            && Uri.CheckHostName(uri.Host) != UriHostNameType.Unknown && System.Text.Ascii.IsValid(uri.Host)
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new Invalid("origins", $"has \"{written}\", which is no site such as https://www.example.org");
}

/// <param name="Address">Where it is to be filled in, and what a frame shows.</param>
/// <param name="Reports">How many came in within the last 30 days.</param>
internal sealed record WebFormView(
    long Id, long OrganisationId, string Name, string? Introduction, long? QueueId, IReadOnlyList<string> Origins, int PerHour, bool Enabled, string Address, int Reports)
{
    public static WebFormView Of(WebForm form, ServerSettings settings, int reports) => new(
        form.Id, form.OrganisationId, form.Name, form.Introduction, form.QueueId, form.Origins, form.PerHour, form.Enabled,
        $"{(settings.PublicUrl ?? settings.Urls.Split(';')[0]).TrimEnd('/')}/form/{form.Key}", reports);
}

internal static class WebFormsOfDesk
{
    extension(FettleDb db)
    {
        /// <exception cref="NotFound">No such form in an organisation whose desk the caller manages.</exception>
        public async Task<WebForm> RequireWebFormAsync(CurrentPerson me, long id, CancellationToken cancel)
        {
            me.Require(Permission.ManageServiceDesk);
            var form = await db.WebForms.SingleOrDefaultAsync(f => f.Id == id, cancel);
            return form is not null && me.May(Permission.ManageServiceDesk, form.OrganisationId) ? form : throw new NotFound($"Form {id}");
        }
    }
}
