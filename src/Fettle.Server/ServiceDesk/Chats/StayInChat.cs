using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Nudges;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Chats;

/// <summary>A requester's page says that it is still open, and whether they are writing; who answers them sees that.</summary>
internal sealed class StayInChat(FettleDb db, OneChat chats, INudges nudges, TimeProvider clock) : IUseCase
{
    /// <summary>More often it is not written down.</summary>
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(15);

    public sealed record Request(bool Typing = false);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/portal/chats/{chatId:long}/presence",
        (long chatId, Request request, StayInChat useCase, CancellationToken cancel) => useCase.RunAsync(chatId, request, cancel));

    /// <exception cref="NotFound">It is not the caller's own.</exception>
    public async Task<NoContent> RunAsync(long chatId, Request request, CancellationToken cancel)
    {
        var (chat, now) = (await chats.OwnAsync(chatId, cancel), clock.GetUtcNow());
        if (now - chat.SeenAt > Often && chat.State != ChatState.Ended)
            await db.Chats.Where(c => c.Id == chatId && c.State != ChatState.Ended).ExecuteUpdateAsync(s => s.SetProperty(c => c.SeenAt, now), cancel);
        if (request.Typing && chat.TechnicianId is { } technician)
            nudges.Publish(new("chatTyping", chatId, chat.OrganisationId, technician));
        return TypedResults.NoContent();
    }
}
