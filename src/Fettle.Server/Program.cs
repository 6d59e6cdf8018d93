using Fettle.Server;
using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Commands;
using Fettle.Server.Platform.Settings;
using Fettle.Server.ServiceDesk.Channels;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Fettle.Server.ServiceDesk.MovingIn;

Command[] commands =
[
    new("", "serves until it is told to stop", Serve.RunAsync),
    new("migrate", "brings the database to this program's schema", Migrate.RunAsync),
    new("setup-link", "prints the link for the first administrator, while there is none", app => app.PrintSetupLinkAsync(CancellationToken.None)),
    new("enrolment-token", "prints a token with which devices enrol", app => app.PrintEnrolmentTokenAsync(), "uses", "organisation"),
    new("journal verify", "proves the journal's chain; exit code 1 where it is broken", VerifyJournal.RunAsync),
    new("demo", "fills an empty database with a living example", Demo.RunAsync, "people", "devices", "tickets", "articles", "technicians", "messages", "tokens"),
    new("import csv", "takes over a table of tickets: FILE", ImportCsv.RunAsync, "file", "mapping", "prefix", "organisation", "dry-run") { Argument = "file", Flags = ["dry-run"] },
    new("settings", "prints every setting", PrintSettings.RunAsync),
    new("openapi", "prints the API's document", PrintApi.RunAsync),
    new("schema", "prints the SQL that makes the model in an empty database", PrintSchema.RunAsync),
];
StandaloneCommand[] standalone =
[
    new("mail read", "prints what is understood of a message: FILE… (- is standard input), --json for programs", ReadMail.RunAsync),
    new("mail", "hands the message on standard input to the running server; exit code 75 where the mail server is to try again", PipeMail.RunAsync),
];

try
{
    if (standalone.FirstOrDefault(c => c.IsCalledBy(args)) is { } alone && args is not [.., "--help" or "-h"])
        return await alone.RunAsync(args[alone.Words.Split(' ').Length..]);

    args = CommandLine.Spell(commands, args);
    if (CommandLine.Find(commands, args) is not { } command || (command.Argument is { } needed && !args.Any(a => a.StartsWith($"--{needed}=", StringComparison.Ordinal))))
        return CommandLine.PrintHelp(commands, standalone, args);

    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    SettingsSources.Configure(builder.Configuration, args);
    Modules.Add(builder.Services, builder.Configuration);
    await using var app = builder.Build();
    UnknownSettings.Refuse(builder.Configuration, app.Services.GetServices<Setting>(), command.Options);

    Modules.Use(app);
    Modules.Map(app);
    return await command.RunAsync(app);
}
catch (Exception e) when (StartFailure.Explain(e) is { } explanation)
{
    await Console.Error.WriteLineAsync($"fettle-server: {explanation}");
    return 2;
}
