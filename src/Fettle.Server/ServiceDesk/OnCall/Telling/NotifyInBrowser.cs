using Fettle.Server.Platform.Nudges;

namespace Fettle.Server.ServiceDesk.OnCall.Telling;

/// <summary>Shows up at once in every browser in which the person is signed in; the alert stays in their list until somebody answers it.</summary>
internal sealed class NotifyInBrowser(INudges nudges) : INotify
{
    public Channel Channel => Channel.Web;

    public bool Reaches(Notice notice) => true;

    public Task SendAsync(Notice notice, CancellationToken cancel)
    {
        nudges.Publish(new("alert", notice.AlertId, notice.OrganisationId, notice.PersonId));
        return Task.CompletedTask;
    }
}
