using Fettle.Server;
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
        return;
}

await using (var scope = app.Services.CreateAsyncScope())
    await ActivatorUtilities.CreateInstance<Migrations>(scope.ServiceProvider).ApplyAsync(CancellationToken.None);

app.UseExceptionHandler();
app.UseStatusCodePages();
Modules.Map(app);
app.Run();
