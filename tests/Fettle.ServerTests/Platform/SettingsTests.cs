using System.Runtime.CompilerServices;
using Fettle.Server.Platform.Commands;
using Fettle.Server.Platform.Settings;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Platform;

public sealed class SettingsTests(OnSqlite server) : IClassFixture<OnSqlite>
{
    [Fact]
    public void The_page_of_settings_has_every_setting_as_it_is_and_no_other()
    {
        var page = File.ReadLines(Path.Combine(Folder(), "../../../docs/settings.md")).Where(line => line.StartsWith("| `")).ToList();

        Assert.NotEmpty(page);
        Assert.Equal(server.Services.GetServices<Setting>().Select(PrintSettings.Row), page);
    }

    [Theory]
    [InlineData("--Uploads:MaximumMegabytes", "0", "The setting Uploads:MaximumMegabytes cannot be 0: it goes from 1 to 2048.")]
    [InlineData("--Uploads:MaximumMegabytes", "many", "The setting Uploads:MaximumMegabytes cannot be \"many\": it is a number.")]
    [InlineData("--Uploads:MaximumMegabytes", "99999999999999", "The setting Uploads:MaximumMegabytes cannot be \"99999999999999\": it is a number.")]
    [InlineData("--Uploads:MaximumMegabyte", "5", "The setting Uploads:MaximumMegabyte does not exist. The nearest one is Uploads:MaximumMegabytes; docs/settings.md has all of them.")]
    [InlineData("--Upload:Size", "5", "The setting Upload:Size does not exist. The nearest one is Uploads:MaximumMegabytes; docs/settings.md has all of them.")]
    [InlineData("--peple", "5", "The setting peple does not exist. The nearest one is people; docs/settings.md has all of them.")]
    public void What_cannot_be_used_is_refused_by_its_name(string option, string value, string message)
    {
        Assert.Equal(message, Assert.Throws<SettingsError>(() => Read([option, value])).Message);
    }

    [Fact]
    public void What_is_set_is_taken_whatever_its_case()
    {
        Assert.Equal(7, Read(["--uploads:maximummegabytes=7", "--Logging:LogLevel:Default", "Debug", "--people", "3"]).MaximumMegabytes);
    }

    private static UploadSettings Read(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddCommandLine(args).Build();
        var services = new ServiceCollection();
        var settings = services.AddSettings<UploadSettings>(configuration, UploadSettings.Section);
        UnknownSettings.Refuse(configuration, services.BuildServiceProvider().GetServices<Setting>(), ["people"]);
        return settings;
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
