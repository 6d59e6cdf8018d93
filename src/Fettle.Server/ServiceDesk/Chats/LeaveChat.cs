using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Chats;

/// <summary>A requester ends their chat; the request goes on.</summary>
internal sealed class LeaveChat(FettleDb db, CurrentPerson me, OneChat chats) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/portal/chats/{chatId:long}/end", (long chatId, LeaveChat useCase, CancellationToken cancel) => useCase.RunAsync(chatId, cancel));

    /// <exception cref="NotFound">It is not the caller's own.</exception>
    public async Task<NoContent> RunAsync(long chatId, CancellationToken cancel)
    {
        await db.InTransactionAsync(
            async () => await chats.EndAsync(await chats.OwnAsync(chatId, cancel), Author.Requester(me), "The requester left.", cancel), cancel);
        return TypedResults.NoContent();
    }
}
