using Fettle.Protocol;

namespace Fettle.Agent.Platform.Linux.Inventory;

/// <summary>The queues of CUPS, from its own file (printers.conf), which needs no running spooler.</summary>
internal static class Printers
{
    public static IReadOnlyList<InventoryItem>? Read(string file = "/etc/cups/printers.conf")
    {
        if (!Directory.Exists(Path.GetDirectoryName(file)))
            return null;
        var found = new List<InventoryItem>();
        string? queue = null;
        var isDefault = false;
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in TextFile.Lines(file).Select(line => line.Trim()))
        {
            if (line.StartsWith("<Printer ", StringComparison.Ordinal) || line.StartsWith("<DefaultPrinter ", StringComparison.Ordinal))
            {
                queue = line.TrimEnd('>').Split(' ', 2)[1];
                isDefault = line[1] == 'D';
                said.Clear();
            }
            else if (line == "</Printer>" || line == "</DefaultPrinter>")
            {
                if (queue is not null)
                    found.Add(Describe(queue));
                queue = null;
            }
            else if (line.Split(' ', 2) is [var name, var value])
                said[name] = value;
        }
        return [.. found.OrderBy(item => item.Key, StringComparer.Ordinal)];

        InventoryItem Describe(string name) => new Fields
        {
            { "title", said.GetValueOrDefault("Info") },
            { "driver", said.GetValueOrDefault("MakeModel") },
            { "location", said.GetValueOrDefault("Location") },
            { "uri", WithoutPassword(said.GetValueOrDefault("DeviceURI")) },
            { "state", said.GetValueOrDefault("State")?.ToLowerInvariant() },
            { "accepting", said.TryGetValue("Accepting", out var accepting) ? accepting == "Yes" : null },
            { "default", isDefault },
        }.ToItem(name);
    }

    /// <summary>smb://user:password@server/queue is a common way to write it.</summary>
    private static string? WithoutPassword(string? uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var read) && read.UserInfo.Length > 0 ? uri!.Replace(read.UserInfo + "@", "") : uri;
}
