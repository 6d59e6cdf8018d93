namespace Fettle.Server.People;

/// <summary>What somebody may do. A use case asks for one of these; nobody asks for a role.</summary>
public enum Permission
{
    /// <summary>Report, follow and answer one's own tickets; read published articles.</summary>
    UsePortal,

    /// <summary>See every ticket of the organisation with its notes, and every article.</summary>
    ViewTickets,

    /// <summary>Answer and change every ticket of the organisation; includes <see cref="ViewTickets"/>.</summary>
    WorkTickets,

    /// <summary>Queues, shared views, deletion of what was filed by mistake.</summary>
    ManageServiceDesk,

    /// <summary>See devices, their inventory, check-ups and jobs.</summary>
    ViewDevices,

    /// <summary>Enrol, rename, assign and retire devices.</summary>
    ManageDevices,

    /// <summary>Start check-ups; run remedies that are safe or careful.</summary>
    RunRemedies,

    /// <summary>Approve remedies that are dangerous, and scripts.</summary>
    ApproveJobs,

    /// <summary>Write commands of one's own and run them on devices.</summary>
    RunScripts,

    /// <summary>Write and change articles.</summary>
    WriteArticles,

    /// <summary>Publish and archive articles.</summary>
    PublishArticles,

    /// <summary>See persons and organisations.</summary>
    ViewPeople,

    /// <summary>Invite, change, disable persons; give roles not above one's own.</summary>
    ManagePeople,

    /// <summary>Organisations, sites, settings of the installation.</summary>
    Administer,

    /// <summary>Read the journal.</summary>
    ReadJournal,

    /// <summary>Hand in mail as a mail server does. It speaks for whoever the mail is from: for a token that a mail server holds, and for nothing else.</summary>
    DeliverMail,
}
