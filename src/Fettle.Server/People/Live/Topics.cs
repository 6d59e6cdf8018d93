namespace Fettle.Server.People.Live;

/// <summary>Which permission lets somebody hear of which topic. A topic that is not here goes to no browser but that of the person it names.</summary>
internal static class Topics
{
    private static readonly Dictionary<string, Permission> Needed = new(StringComparer.Ordinal)
    {
        ["ticket"] = Permission.ViewTickets,
        ["tickets"] = Permission.ViewTickets,
        ["looking"] = Permission.ViewTickets,
        ["typing"] = Permission.ViewTickets,
        ["left"] = Permission.ViewTickets,
        ["chats"] = Permission.ViewTickets,
        ["device"] = Permission.ViewDevices,
        ["devices"] = Permission.ViewDevices,
        ["job"] = Permission.ViewDevices,
        ["checkup"] = Permission.ViewDevices,
        ["mail"] = Permission.ViewTickets,
        ["mailboxes"] = Permission.ViewTickets,
        ["article"] = Permission.UsePortal,
        ["person"] = Permission.ViewPeople,
    };

    /// <summary>The topics that say what somebody does at this moment; these tell who.</summary>
    public static bool SaysWho(string topic) => topic is "looking" or "typing" or "left";

    private static IEnumerable<Permission> Permissions => Needed.Values.Distinct();

    /// <summary>The groups whose members hear a nudge about an organisation's things.</summary>
    public static IEnumerable<string> Audience(string topic, long? organisation)
    {
        if (!Needed.TryGetValue(topic, out var permission))
            yield break;
        yield return Everywhere(permission);
        if (organisation is { } one)
            yield return In(permission, one);
    }

    /// <summary>The groups that somebody belongs to by what they may.</summary>
    public static IEnumerable<string> GroupsOf(CurrentPerson me) => Permissions.SelectMany(permission =>
        me.OrganisationsWith(permission) is { } some ? some.Select(o => In(permission, o)) : [Everywhere(permission)]);

    public static string Alone(long person) => $"person {person}";

    private static string Everywhere(Permission permission) => $"{permission} everywhere";

    private static string In(Permission permission, long organisation) => $"{permission} in {organisation}";
}
