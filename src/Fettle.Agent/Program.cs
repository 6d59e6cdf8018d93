using System.CommandLine;
using Fettle.Agent.Commands;

var root = new RootCommand("Fettle's agent: finds out what is wrong with this machine, puts it right, and keeps it in touch with its server.")
{
    Checkup.Command(),
    FixCommand.Command(),
    Replay.Command(),
    ToolCommand.Command(),
    Enroll.Command(),
    Run.Command(),
    Status.Command(),
    Install.Command(),
    Uninstall.Command(),
};
return await root.Parse(args).InvokeAsync();
