using System.Text.RegularExpressions;

namespace Fettle.UnitTests.Architecture;

/// <summary>The walls between the server's modules, which are folders of one project.</summary>
public sealed partial class ModuleRules
{
    private const string Server = "src/Fettle.Server/";

    /// <summary>What brings the modules together, and so knows them.</summary>
    private static readonly string[] CompositionRoot = [Server + "Program.cs", Server + "Modules.cs"];

    private static readonly IReadOnlyList<Source> Files = Source.Under(Server);

    private static readonly IReadOnlyList<string> Modules =
        [.. Files.Where(f => f.Path.EndsWith("Module.cs", StringComparison.Ordinal)).Select(f => f.Path.Split('/')[2]).Where(m => m != "Platform").Distinct()];

    [Fact]
    public void Every_module_is_in_the_one_list_of_modules()
    {
        Assert.True(Modules.Count >= 6, "nothing to check");
        var list = Files.Single(f => f.Path == Server + "Modules.cs");
        Assert.All(Modules, module => Assert.Contains($"services.Add{module}(", list.Text));
    }

    [Fact]
    public void The_platform_knows_no_module()
    {
        Assert.Empty(
            from file in Files
            where file.Path.StartsWith(Server + "Platform/", StringComparison.Ordinal)
            from module in Modules
            where Regex.IsMatch(file.Code, $@"\bFettle\.Server\.{module}\b|using {module}\b", RegexOptions.None, TimeSpan.FromSeconds(5))
            select $"{file.Path} uses {module}");
    }

    [Fact]
    public void What_is_inside_a_module_is_used_by_no_other()
    {
        Assert.Empty(
            from module in Modules
            from file in Files
            where ModuleOf(file) != module && !CompositionRoot.Contains(file.Path)
            from use in Regex.Matches(file.Code, $@"\bFettle\.Server\.{module}\.(?<inside>[A-Z]\w*)", RegexOptions.None, TimeSpan.FromSeconds(5))
            where Directory.Exists(Path.Combine(Source.Root, Server, module, use.Groups["inside"].Value))
            select $"{file.Path} uses {use.Value}");
    }

    [Fact]
    public void A_module_alone_touches_its_tables()
    {
        var tables =
            from file in Files
            where file.Path.EndsWith("Tables.cs", StringComparison.Ordinal)
            from table in TableProperty().Matches(file.Code)
            select (Module: ModuleOf(file), Name: table.Groups["name"].Value);

        Assert.True(tables.Count() > 10, "nothing to check");
        Assert.Empty(
            from table in tables
            from file in Files
            where ModuleOf(file) != table.Module
            from use in Regex.Matches(file.Code, $@"\bdb\.{table.Name}\b(?!\()", RegexOptions.None, TimeSpan.FromSeconds(5))
            where !tables.Any(t => t.Module == ModuleOf(file) && t.Name == table.Name)
            select $"{file.Path} reads {table.Module}'s {table.Name}");
    }

    [Fact]
    public void A_use_case_is_one_file_with_its_route_and_its_work()
    {
        var useCases = Files.Where(f => RouteMap().IsMatch(f.Code) && !f.Path.EndsWith("Module.cs", StringComparison.Ordinal)).ToList();

        Assert.True(useCases.Count > 60, "nothing to check");
        Assert.Empty(useCases.Where(f => Regex.Count(f.Code, @"\b(sealed|static) (partial )?class \w+", RegexOptions.None, TimeSpan.FromSeconds(5)) == 0).Select(f => f.Path));
        Assert.Empty(
            from file in useCases
            let name = Path.GetFileNameWithoutExtension(file.Path)
            where !Regex.IsMatch(file.Code, $@"\bclass {name}\b", RegexOptions.None, TimeSpan.FromSeconds(5))
            select $"{file.Path} does not declare {name}");
    }

    [Fact]
    public void A_use_case_is_listed_once_in_its_module()
    {
        var useCases = Files.Where(f => Modules.Contains(ModuleOf(f)) && Regex.IsMatch(f.Code, @"[:,] IUseCase\b", RegexOptions.None, TimeSpan.FromSeconds(5))).ToList();

        Assert.True(useCases.Count > 60, "nothing to check");
        Assert.Empty(
            from file in useCases
            let lists = Files.Where(f => ModuleOf(f) == ModuleOf(file) && PartOfList().IsMatch(f.Path))
            let name = Path.GetFileNameWithoutExtension(file.Path)
            where lists.Sum(list => Regex.Count(list.Code, $@"\.With<{name}>\(\)", RegexOptions.None, TimeSpan.FromSeconds(5))) != 1
            select $"{file.Path} is not in its module's list of use cases");
    }

    [Fact]
    public void Work_in_the_background_outlives_whatever_fails()
    {
        var background = Files.Where(f => f.Code.Contains(": BackgroundService", StringComparison.Ordinal) && f.Code.Contains("FettleDb", StringComparison.Ordinal)).ToList();

        // InTurns does so for those that are built on it.
        string[] goesOn = ["catch (Exception e) when (!stoppingToken.IsCancellationRequested)", "catch (Exception e) when (!cancel.IsCancellationRequested)"];
        Assert.True(background.Count > 4, "nothing to check");
        Assert.Empty(background.Where(f => !goesOn.Any(g => f.Code.Contains(g, StringComparison.Ordinal))).Select(f => $"{f.Path} would end the server"));
    }

    [Fact]
    public void The_permission_is_checked_inside_the_use_case_or_in_what_it_calls()
    {
        // What strangers may, to become somebody; and what a device does before it has shown which one it is.
        string[] open =
            ["People/Entering/", "People/FirstRun/", "People/Passkeys/AskForPasskey", "People/Passkeys/SignInByPasskey", "People/Invitations/", "Devices/Enrolment/EnrolDevice", "Devices/Download/", "Devices/Gateway/"];

        Assert.Empty(
            from module in Modules
            let files = Files.Where(f => ModuleOf(f) == module).ToList()
            let asking = Asking(files)
            from file in files
            where RouteMap().IsMatch(file.Code) && !file.Path.EndsWith("Module.cs", StringComparison.Ordinal)
            where !open.Any(o => file.Path.StartsWith(Server + o, StringComparison.Ordinal))
            where !asking.Contains(file)
            select $"{file.Path} asks for no permission");
    }

    /// <summary>The files that ask who is there, and those that work through a type of such a file.</summary>
    private static HashSet<Source> Asking(IReadOnlyList<Source> files)
    {
        var asking = files.Where(f => AsksWho().IsMatch(f.Code)).ToHashSet();
        while (true)
        {
            var names = string.Join('|', asking.Select(f => Path.GetFileNameWithoutExtension(f.Path)));
            var through = files.Where(f => !asking.Contains(f) && Regex.IsMatch(f.Code, $@"\b({names})\b", RegexOptions.None, TimeSpan.FromSeconds(5))).ToList();
            if (through.Count == 0)
                return asking;
            asking.UnionWith(through);
        }
    }

    [Fact]
    public void An_interface_inside_a_module_has_more_than_one_implementation()
    {
        Assert.Empty(
            from file in Files
            where Modules.Contains(ModuleOf(file)) && file.Path.Split('/').Length > 4
            from declared in InterfaceName().Matches(file.Code)
            let name = declared.Groups["name"].Value
            where Files.Sum(f => Regex.Count(f.Code, $@"\b(class|record|struct)\b[^{{;]*:[^{{;]*\b{name}\b", RegexOptions.None, TimeSpan.FromSeconds(5))) < 2
            select $"{file.Path}: {name}");
    }

    [Fact]
    public void Both_databases_have_the_same_migrations_each_of_one_module()
    {
        var sqlite = Source.Under(Server + "Migrations/sqlite/", ".sql").Select(f => Path.GetFileName(f.Path)).ToList();

        Assert.True(sqlite.Count >= 3, "nothing to check");
        Assert.Equal(sqlite.Order(), Source.Under(Server + "Migrations/postgres/", ".sql").Select(f => Path.GetFileName(f.Path)).Order());
        Assert.Equal(sqlite.Count, sqlite.Select(f => f[..4]).Distinct().Count());
    }

    [Fact]
    public void Diagnosis_touches_nothing_outside_itself()
    {
        var files = Source.Under("src/Fettle.Diagnosis/");

        Assert.True(files.Count > 10, "nothing to check");
        // Playbooks of one's own are read from a folder.
        Assert.Empty(files.Where(f => f.Path != "src/Fettle.Diagnosis/Playbooks/PlaybookSet.cs").SelectMany(f => f.Matches(Outside())));
        Assert.DoesNotContain("ProjectReference", Source.Under("src/Fettle.Diagnosis/", ".csproj").Single().Text);
    }

    [Fact]
    public void The_protocol_depends_on_nothing()
    {
        var project = Source.Under("src/Fettle.Protocol/", ".csproj").Single().Text;

        Assert.DoesNotContain("ProjectReference", project);
        Assert.DoesNotContain("PackageReference", project);
    }

    private static string ModuleOf(Source file) => file.Path.Split('/') is [_, _, var module, _, ..] ? module : "";

    [GeneratedRegex(@"DbSet<\w+>\s+(?<name>\w+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex TableProperty();

    /// <summary>A module's list, and those of its parts that have one of their own.</summary>
    [GeneratedRegex(@"(Module|Part)\.cs$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex PartOfList();

    [GeneratedRegex(@"\.Map(Get|Post|Put|Delete|Patch)\(", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex RouteMap();

    [GeneratedRegex(@"\bRequire\w*\(|\bMay(Everywhere|Anywhere)?\(|\bOrganisationsWith\(|\bme\.(Id|SignedIn)\b|\bCurrentDevice\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex AsksWho();

    [GeneratedRegex(@"\binterface\s+(?<name>I\w+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex InterfaceName();

    [GeneratedRegex(@"\bSystem\.Net\b|\bHttpClient\b|\bSocket\b|\bProcess\.Start\b|\bProcessStartInfo\b|\b(File|Directory)\.(Read|Write|Open|Exists|Create|Enumerate|Get|Delete|Append|Move|Copy)\w*|\bEnvironment\.\w+|\bConsole\.\w+", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Outside();
}
