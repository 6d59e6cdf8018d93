using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Nudges;
using Fettle.Server.Platform.Web;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Chats;

/// <summary>Tells a requester that their answer is being written.</summary>
internal sealed class TypeInChat(OneChat chats, INudges nudges) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut("/chats/{chatId:long}/typing", (long chatId, TypeInChat useCase, CancellationToken cancel) => useCase.RunAsync(chatId, cancel));

    /// <exception cref="NotFound">No such chat in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">It is not the caller's.</exception>
    public async Task<NoContent> RunAsync(long chatId, CancellationToken cancel)
    {
        var chat = await chats.MineAsync(chatId, cancel);
        nudges.Publish(new("chatTyping", chatId, chat.OrganisationId, chat.RequesterId));
        return TypedResults.NoContent();
    }
}
