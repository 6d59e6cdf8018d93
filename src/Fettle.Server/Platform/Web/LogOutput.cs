using Microsoft.Extensions.Logging.Console;

namespace Fettle.Server.Platform.Web;

/// <summary>One line an event, to standard error: standard output belongs to what a command prints.</summary>
internal static class LogOutput
{
    public static void Configure(ILoggingBuilder log)
    {
        log.ClearProviders();
        log.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
        log.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // Without settings to the contrary: what the program says, and what goes wrong below it.
        log.AddFilter("Microsoft", LogLevel.Warning);
        log.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // It says at every start that there are no MVC controllers.
        log.AddFilter("Microsoft.AspNetCore.Mvc", LogLevel.Error);
        // Why a start failed is said by StartFailure; that a background service ended the program is critical.
        log.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // Keys at rest are protected by the data folder's permissions.
        log.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // A failed statement is reported by whoever sent it.
        log.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
    }
}
