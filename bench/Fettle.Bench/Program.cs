using Fettle.Bench.Measurements;
using Fettle.Bench.Running;
using Fettle.Bench.Simulation;

const string Help =
    """
    fettle bench: measures the figures of docs/figures.md and writes each verb's section there

      all        every measurement below (about 25 minutes)
      startup    ./fettle up on a clean clone, and a restart
      page       the console's first load in Chromium: weight and largest paint
      api        the API behind queue, ticket and device pages with 100,000 tickets, on SQLite and PostgreSQL
      desk       a desk with 100,000 tickets of ten messages, and 250 technicians at work at once
      million    the same with 1,000,000 tickets, 10,000,000 messages and 50,000 people; not among all (about an hour)
      agent      the agent at rest for 5 minutes; full and directed check-ups
      fleet      2,000 simulated agents on one server: memory each, presence after a cut
      mail       messages understood a second on one core
      simulate   devices that are made up but really connect, until Ctrl-C; its options are told by simulate --help
    """;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

var verb = args.FirstOrDefault() ?? "--help";
if (verb is "--help" or "-h")
{
    Console.WriteLine(Help);
    return 0;
}

if (verb == "simulate")
{
    try
    {
        await new Simulate(SimulateOptions.Parse(args[1..]), Console.Out).RunAsync(stop.Token);
        return 0;
    }
    catch (ArgumentException e)
    {
        Console.Error.WriteLine($"{e.Message}\n\n{SimulateOptions.Help}");
        return 2;
    }
    catch (OperationCanceledException)
    {
        return 0;
    }
}

var checkout = Checkout.Find();
var measurements = new Dictionary<string, Func<Task<Report>>>
{
    ["startup"] = () => new Startup(checkout).RunAsync(stop.Token),
    ["page"] = () => new PageWeight(checkout).RunAsync(stop.Token),
    ["api"] = () => new ApiLatency(checkout).RunAsync(stop.Token),
    ["desk"] = () => new LargeDesk(checkout, full: false).RunAsync(stop.Token),
    ["million"] = () => new LargeDesk(checkout, full: true).RunAsync(stop.Token),
    ["agent"] = () => new AgentAtRest(checkout).RunAsync(stop.Token),
    ["mail"] = () => new MailReading(checkout).RunAsync(stop.Token),
    ["fleet"] = () => new FleetOfDevices(checkout).RunAsync(stop.Token),
};
if (verb != "all" && !measurements.ContainsKey(verb))
{
    Console.Error.WriteLine($"bench has no verb '{verb}'.\n\n{Help}");
    return 2;
}

var file = new FiguresFile(checkout.Root, TimeProvider.System);
foreach (var (name, measure) in measurements.Where(m => verb == "all" ? m.Key != "million" : m.Key == verb))
{
    var report = await measure();
    FiguresFile.Show(report);
    file.Write(name, report);
}
return 0;
