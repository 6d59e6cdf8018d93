using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Announcements;

/// <summary>What requesters are told before they write.</summary>
internal static class AnnouncementsPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ListAnnouncements>()
        .With<Announce>()
        .With<ChangeAnnouncement>()
        .With<WithdrawAnnouncement>()
        .With<ListNotices>()
        .With<DismissNotice>();
}
