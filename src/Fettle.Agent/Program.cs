using System.CommandLine;
using Fettle.Agent.Commands;

var root = new RootCommand("Fettle's agent: finds out what is wrong with this machine, and puts it right.")
{
    Checkup.Command(),
    FixCommand.Command(),
    Replay.Command(),
    ToolCommand.Command(),
};
return await root.Parse(args).InvokeAsync();
