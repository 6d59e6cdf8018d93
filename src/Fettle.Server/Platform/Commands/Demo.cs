using Fettle.Server.Platform.Example;

namespace Fettle.Server.Platform.Commands;

/// <summary><c>fettle-server demo [--people N] [--devices N] [--tickets N] [--articles N] [--technicians N] [--messages N] [--tokens N]</c>: fills an empty database with a living example.</summary>
internal static class Demo
{
    public static async Task<int> RunAsync(WebApplication app)
    {
        await Migrate.RunAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        var usual = new ExampleSize();
        var size = new ExampleSize(
            app.Configuration.GetValue("people", usual.People),
            app.Configuration.GetValue("devices", usual.Devices),
            app.Configuration.GetValue("tickets", usual.Tickets),
            app.Configuration.GetValue("articles", usual.Articles),
            app.Configuration.GetValue("technicians", usual.Technicians),
            app.Configuration.GetValue("messages", usual.Messages),
            app.Configuration.GetValue("tokens", usual.Tokens));
        await ActivatorUtilities.CreateInstance<MakeExample>(scope.ServiceProvider).RunAsync(size, CancellationToken.None);
        return 0;
    }
}
