using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Fettle.Server.ServiceDesk.Exports;

/// <summary>How the desk did, as a file.</summary>
internal sealed class ExportDeskReport(SheetOfDesk sheets, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/reports/desk/export",
        (DateOnly? from, DateOnly? to, string? zone, string? by, long? organisationId, string? format, ExportDeskReport useCase, CancellationToken cancel) =>
            useCase.RunAsync(from, to, zone, by, organisationId, format, cancel));

    /// <param name="format">csv (unless asked otherwise), xlsx or pdf.</param>
    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    /// <exception cref="Invalid">The format, period, time zone or grouping is none.</exception>
    public async Task<FileStreamHttpResult> RunAsync(DateOnly? from, DateOnly? to, string? zone, string? by, long? organisationId, string? format, CancellationToken cancel)
    {
        var (wanted, now) = (ExportTickets.Read(format), clock.GetUtcNow());
        var sheet = await sheets.OfAsync(from, to, zone, by, organisationId, cancel);
        return TypedResults.Stream(await WriteSheet.RunAsync(sheet, wanted, now, cancel), WriteSheet.TypeOf(wanted), WriteSheet.NameOf("desk", wanted, now));
    }
}
