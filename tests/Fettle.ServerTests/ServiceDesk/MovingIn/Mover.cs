using System.Text;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.ServiceDesk.MovingIn.Writing;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.ServiceDesk.MovingIn;

/// <summary>An organisation whose administrator moves in, and a technician who reads what came of it.</summary>
internal sealed record Mover(FettleServer Server, long Organisation, TestPerson Administrator, TestPerson Technician)
{
    public static async Task<Mover> OpenAsync(FettleServer server)
    {
        var organisation = await server.OrganisationAsync();
        return new(server, organisation, await server.SignInAsync(Role.Administrator, organisation, "Ada"), await server.SignInAsync(Role.Technician, organisation, "Tom"));
    }

    public async Task<long> CreateAsync(string source, object import) =>
        (await Administrator.PostAsync("/imports", new { organisationId = Organisation, source, import })).Number("id");

    public async Task<long> CreateCsvAsync(string text, object? csv = null, Encoding? charset = null, string prefix = "OLD")
    {
        var id = await CreateAsync("csv", new { prefix, csv });
        await HandInAsync(id, [.. (charset ?? Encoding.UTF8).GetPreamble(), .. (charset ?? Encoding.UTF8).GetBytes(text)]);
        return id;
    }

    public async Task HandInAsync(long id, byte[] file, string name = "tickets.csv")
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", name } };
        using var answer = await Administrator.Client.PostAsync(new Uri($"/api/imports/{id}/file", UriKind.Relative), form);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task<JsonElement> PreviewAsync(long id) => Administrator.PostAsync($"/imports/{id}/preview");

    /// <summary>Starts it and does what is due, until nothing is; how it stands then.</summary>
    public async Task<JsonElement> RunAsync(long id)
    {
        await Administrator.PostAsync($"/imports/{id}/start");
        return await GoOnAsync(id);
    }

    /// <summary>As another process that finds it would.</summary>
    public async Task<JsonElement> GoOnAsync(long id, CancellationToken cancel = default)
    {
        var work = NewWork();
        for (var turns = 0; turns < 100 && await work.NextAsync(cancel); turns++)
        {
            // Until nothing is due.
        }
        return await Administrator.GetAsync($"/imports/{id}");
    }

    public RunImports NewWork() =>
        ActivatorUtilities.CreateInstance<RunImports>(Server.Services, ActivatorUtilities.CreateInstance<RunImport>(Server.Services));

    public async Task<IReadOnlyList<JsonElement>> TicketsAsync(string query = "") =>
        (await Technician.GetAsync($"/tickets?organisationId={Organisation}&sort=created&limit=200{query}")).Items();

    public async Task<JsonElement> OnlyTicketAsync(string query = "") => Assert.Single(await TicketsAsync(query));

    public async Task<IReadOnlyList<JsonElement>> TimelineAsync(JsonElement ticket) => (await Technician.GetAsync($"/tickets/{ticket.Number()}/timeline")).Items();

    public async Task<IReadOnlyList<JsonElement>> RefusalsAsync(long id) => (await Administrator.GetAsync($"/imports/{id}/refusals?limit=200")).Items();
}
