using System.Runtime.CompilerServices;
using Fettle.Server.People;

namespace Fettle.ServerTests.People;

public sealed class RolesTableTests
{
    [Fact]
    public void The_table_in_the_document_says_what_the_program_does()
    {
        var document = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/people.md"));
        var roles = Enum.GetValues<Role>();
        var expected = Enum.GetValues<Permission>().Select(p => $"| {p} |" + string.Concat(roles.Select(r => Roles.PermissionsOf(r).Contains(p) ? " yes |" : " |")));

        var start = Array.IndexOf(document, $"| permission | {string.Join(" | ", roles)} |");
        Assert.True(start > 0, "docs/people.md has no table of the roles");
        Assert.Equal(expected, document.Skip(start + 2).TakeWhile(l => l.StartsWith('|')));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
