using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Fettle.Server.ServiceDesk.Exports;

/// <summary>A list of tickets as a file.</summary>
internal sealed class ExportTickets(SheetOfTickets sheets, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/tickets/export",
        ([AsParameters] TicketQuery query, string? format, ExportTickets useCase, CancellationToken cancel) => useCase.RunAsync(query, format, cancel));

    /// <param name="format">csv (unless asked otherwise), xlsx or pdf.</param>
    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    /// <exception cref="Invalid">The format or a filter is none.</exception>
    public async Task<FileStreamHttpResult> RunAsync(TicketQuery query, string? format, CancellationToken cancel)
    {
        var (wanted, now) = (Read(format), clock.GetUtcNow());
        var sheet = await sheets.OfAsync(query, wanted, cancel);
        return TypedResults.Stream(await WriteSheet.RunAsync(sheet, wanted, now, cancel), WriteSheet.TypeOf(wanted), WriteSheet.NameOf("tickets", wanted, now));
    }

    public static ExportFormat Read(string? format) =>
        TicketQuery.Names<ExportFormat>(format ?? "csv", "format") is [var one] ? one : throw new Invalid("format", "is not one of csv, xlsx, pdf");
}
