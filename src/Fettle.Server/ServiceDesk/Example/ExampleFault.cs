namespace Fettle.Server.ServiceDesk.Example;

/// <summary>Something that goes wrong in the example, as its people tell it and as a check-up finds it.</summary>
internal sealed record ExampleFault(
    string[] Reports, string Cause, string Title, string[] Evidence, string[] Commands, string PlainExplanation, string PlainRemedy, string[] Verified)
{
    public static readonly ExampleFault[] All =
    [
        new(
            ["My computer is slow and I cannot save my file", "Saving fails. It says there is no space left.", "The accounts program closes by itself when I save"],
            "fs.full", "/var is full: 0 B free of 18.2 GiB", ["/var is 100 % full: 0 B of 18.2 GiB are left for users", "the journal takes 4.1 GiB"], ["journalctl --vacuum-size=200M"],
            "The disk of your computer was full, mostly with old records that it keeps for itself.", "We removed the old records. Your own files were not touched.",
            ["/var is 61 % full"]),
        new(
            ["No internet since this morning", "Web pages do not open. The chat still works.", "Nothing loads in the browser"],
            "dns.resolver-unreachable", "No name server answers - 192.0.2.53", ["192.0.2.53 does not answer on port 53", "198.51.100.1 answers in 2 ms"], ["resolvectl revert eth0"],
            "Your computer asked a server for addresses that does not answer any more.", "We told it which server to ask.", ["example.org resolves in 11 ms"]),
        new(
            ["The printer does nothing. I sent the page four times.", "Printing hangs, three colleagues have it too", "My print job waits for ever"],
            "print.queue-stopped", "The print queue office-2 is stopped, 7 jobs wait", ["queue office-2 is stopped: \"Unable to locate printer\"", "7 jobs wait"], ["cupsenable office-2", "cupsaccept office-2"],
            "The printer had been away for a moment, and your computer stopped sending pages to it.", "We started the sending again; the waiting pages are printed.",
            ["queue office-2 is idle, accepting jobs"]),
        new(
            ["Everything takes minutes to open", "The fan is loud and nothing moves", "My laptop is very slow after the update"],
            "cpu.hog", "updatedb (pid 2214, root) keeps 4 processors busy", ["updatedb takes 98 % of 4 cores for 43 minutes", "load 6.1"], ["systemctl restart updatedb.service"],
            "A program in the background had got stuck and used all of the computer's power.", "We restarted that program.", ["processor 4 % busy"]),
        new(
            ["I am told that my account is locked", "My password does not work any more, I am sure it is right", "I cannot unlock the screen after lunch"],
            "account.locked-or-expired", "The account is locked out after 5 wrong passwords", ["faillock: 5 failures within 15 minutes", "last success yesterday 17:52"], ["faillock --user \"$USER\" --reset"],
            "After some wrong passwords in a row the computer locked your account for safety.", "We unlocked it.", ["faillock: no failures"]),
        new(
            ["The time is wrong and I cannot sign in to the bank", "Meetings are shown an hour late", "The clock of my computer is off by minutes"],
            "time.not-synchronised", "The clock is wrong by 7 minutes", ["offset +412 s", "systemd-timesyncd is inactive"], ["systemctl enable --now systemd-timesyncd"],
            "The clock of your computer had drifted, because it had stopped to compare itself with others.", "We set it right, and it compares itself again.", ["offset 0.004 s"]),
        new(
            ["The web page of our stock list does not open", "Stock list: connection refused", "I cannot get into the stock program"],
            "service.failed", "stocklist.service has failed", ["stocklist.service failed with exit code 1, 12 minutes ago", "port 8080 is closed"], ["systemctl restart stocklist.service"],
            "The stock program had stopped.", "We started it again and saw it answer.", ["stocklist.service is active", "port 8080 answers"]),
        new(
            ["Windows freeze when I open two programs", "My browser tabs crash one after the other", "The computer kills my spreadsheet"],
            "memory.pressure", "Memory is short: 1.2 % is available", ["1.2 % of memory available", "kernel ended 3 programs in the last hour"], ["systemctl restart indexer.service"],
            "Your computer had run out of memory, because one program kept what it no longer needed.", "We restarted that program.", ["54 % of memory available"]),
    ];

    /// <summary>Wishes, which no check-up has an answer to.</summary>
    public static readonly string[] Wishes =
    [
        "Please install the drawing program on my computer", "I need access to the folder of the projects", "A second screen for my desk, please",
        "A new colleague starts on the first: she needs a computer and an account", "Can I have the newer version of the office programs?",
        "Please set up the meeting room's screen for the presentation on Thursday", "I need a new mouse, mine jumps", "Please add me to the mail list of the building",
    ];
}
