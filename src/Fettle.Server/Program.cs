using Fettle.Server;
using Fettle.Server.People;
using Fettle.Server.Platform.Commands;

var builder = WebApplication.CreateBuilder(args);
Modules.Add(builder.Services, builder.Configuration);

var app = builder.Build();
Modules.Use(app);
Modules.Map(app);

return args.FirstOrDefault() switch
{
    "schema" => await PrintSchema.RunAsync(app),
    "openapi" => await PrintApi.RunAsync(app),
    "migrate" => await Migrate.RunAsync(app),
    "journal" when args is [_, "verify", ..] => await VerifyJournal.RunAsync(app),
    "setup-link" => await app.PrintSetupLinkAsync(CancellationToken.None),
    "demo" => await Demo.RunAsync(app),
    _ => await Serve.RunAsync(app),
};
