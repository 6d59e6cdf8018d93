namespace Fettle.Server.People;

/// <summary>A set of permissions that is given to a person for one organisation, or for all.</summary>
public enum Role
{
    Requester,
    Technician,
    Lead,
    Administrator,

    /// <summary>Sees everything, changes nothing.</summary>
    Auditor,
}

/// <summary>What each role may do.</summary>
public static class Roles
{
    private static readonly Permission[] Requester = [Permission.UsePortal];

    private static readonly Permission[] Technician =
    [
        .. Requester, Permission.ViewTickets, Permission.WorkTickets, Permission.ViewDevices, Permission.RunRemedies, Permission.WriteArticles, Permission.ViewPeople,
    ];

    private static readonly Permission[] Lead =
    [
        .. Technician, Permission.ManageServiceDesk, Permission.ManageDevices, Permission.ApproveJobs, Permission.RunScripts, Permission.PublishArticles,
        Permission.ManagePeople, Permission.DeliverMail,
    ];

    private static readonly Permission[] Administrator = Enum.GetValues<Permission>();

    private static readonly Permission[] Auditor = [Permission.ViewTickets, Permission.ViewDevices, Permission.ViewPeople, Permission.ReadJournal];

    public static IReadOnlyList<Permission> PermissionsOf(Role role) => role switch
    {
        Role.Requester => Requester,
        Role.Technician => Technician,
        Role.Lead => Lead,
        Role.Administrator => Administrator,
        Role.Auditor => Auditor,
        _ => [],
    };
}
