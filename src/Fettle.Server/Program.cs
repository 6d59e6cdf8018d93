using Fettle.Server;
using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
Modules.Add(builder.Services, builder.Configuration);

var app = builder.Build();
switch (args)
{
    case ["schema", ..]:
        await using (var scope = app.Services.CreateAsyncScope())
            Console.WriteLine(scope.ServiceProvider.GetRequiredService<FettleDb>().Database.GenerateCreateScript());
        return 0;
}

await using (var scope = app.Services.CreateAsyncScope())
    await ActivatorUtilities.CreateInstance<Migrations>(scope.ServiceProvider).ApplyAsync(CancellationToken.None);

if (args is ["setup-link", ..])
    return await app.PrintSetupLinkAsync(CancellationToken.None);

app.UseExceptionHandler();
app.UseStatusCodePages();
Modules.Map(app);
app.Run();
return 0;
