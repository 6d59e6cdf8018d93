using Fettle.Protocol;

namespace Fettle.Agent.Platform.Linux.Inventory;

/// <summary>People's accounts and root; not those of services.</summary>
internal static class Accounts
{
    private const int FirstPerson = 1000;
    private const int Nobody = 65534;
    private static readonly string[] AdministratorGroups = ["sudo", "wheel", "admin", "root"];

    public static IReadOnlyList<InventoryItem>? Read(string passwd = "/etc/passwd", string group = "/etc/group")
    {
        var administrators = TextFile.Lines(group).Select(line => line.Split(':'))
            .Where(part => part.Length > 3 && AdministratorGroups.Contains(part[0])).SelectMany(part => part[3].Split(',')).ToHashSet();
        var accounts = TextFile.Lines(passwd).Select(line => line.Split(':')).Where(part => part.Length > 6 && int.TryParse(part[2], out _)).ToList();
        return accounts.Count == 0 ? null :
        [
            .. accounts.Where(part => int.Parse(part[2]) is 0 or (>= FirstPerson and not Nobody)).OrderBy(part => part[0], StringComparer.Ordinal)
                .DistinctBy(part => part[0]).Select(part => new Fields
                {
                    { "uid", part[2] },
                    { "fullName", part[4].Split(',')[0] },
                    { "home", part[5] },
                    { "shell", part[6] },
                    { "administrator", part[2] == "0" || administrators.Contains(part[0]) },
                }.ToItem(part[0])),
        ];
    }
}
