using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Chats;

/// <summary>A technician ends a chat; the ticket goes on.</summary>
internal sealed class EndChat(FettleDb db, CurrentPerson me, OneChat chats) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/chats/{chatId:long}/end", (long chatId, EndChat useCase, CancellationToken cancel) => useCase.RunAsync(chatId, cancel));

    /// <exception cref="NotFound">No such chat in an organisation where the caller works tickets.</exception>
    public async Task<NoContent> RunAsync(long chatId, CancellationToken cancel)
    {
        await db.InTransactionAsync(async () => await chats.EndAsync(await chats.OfDeskAsync(chatId, cancel), Author.Staff(me), "The service desk ended it.", cancel), cancel);
        return TypedResults.NoContent();
    }
}
