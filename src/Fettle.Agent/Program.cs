using System.CommandLine;
using Fettle.Agent.Commands;

var root = new RootCommand("Fettle's agent: finds out what is wrong with this device, puts it right, and keeps it in touch with its server")
{
    Enroll.Create(),
    Run.Create(),
    Status.Create(),
    Install.Create(),
    Uninstall.Create(),
};
return await root.Parse(args).InvokeAsync();
