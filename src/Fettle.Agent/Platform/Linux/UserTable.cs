using System.Globalization;

namespace Fettle.Agent.Platform.Linux;

/// <summary>A line of /etc/passwd.</summary>
internal sealed record UserEntry(string Name, int Uid, int Gid, string Home, string Shell)
{
    /// <summary>A human being rather than a part of the system: the numbers of Debian's adduser.</summary>
    public bool IsPerson => Uid is >= 1000 and < 60000;
}

internal static class UserTable
{
    public static List<UserEntry> Read()
    {
        var users = new List<UserEntry>();
        foreach (var line in TextFile.Lines("/etc/passwd"))
        {
            if (line.Split(':') is [var name, _, var uid, var gid, _, var home, var shell]
                && int.TryParse(uid, CultureInfo.InvariantCulture, out var user) && int.TryParse(gid, CultureInfo.InvariantCulture, out var group))
                users.Add(new UserEntry(name, user, group, home, shell.Trim()));
        }
        return users;
    }

    public static string NameOf(IEnumerable<UserEntry> users, uint uid) =>
        users.FirstOrDefault(user => user.Uid == (int)uid)?.Name ?? uid.ToString(CultureInfo.InvariantCulture);
}
