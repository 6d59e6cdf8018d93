namespace Fettle.Server.Knowledge.Example;

/// <summary>What the example's people know.</summary>
internal sealed record ExampleTopic(string Title, string Body, string? ForTechnicians = null, bool ForStaff = false)
{
    public static readonly ExampleTopic[] All =
    [
        new(
            "You cannot save a file", "## What you notice\n\nSaving fails, or a program says that there is *no space left*.\n\n## What helps\n\nEmpty the wastebasket and save again. If it fails again, report it: we make room without touching your files.",
            "Largest users first: `du -xh / | sort -h | tail -20`. Old journals: `journalctl --vacuum-size=200M`."),
        new(
            "The internet does not work", "Look whether the small light at the network plug is on. Other programs work and only web pages do not open? Then report it; we see it from here.",
            "`resolvectl status`, `resolvectl query example.org`, `ip route`."),
        new("The printer prints nothing", "Look whether the printer shows a message, and whether there is paper. Do not send the page again: the waiting pages come out as soon as it is back.", "`lpstat -t`, then `cupsenable NAME`."),
        new("The printer prints blank pages", "The toner may be empty. The cartridge is behind the front door; a new one is in the store room, third shelf."),
        new("Your computer is slow", "Save your work and restart the computer once. If it is slow again after that, report it with the words *slow after restart*.", "`top -o %CPU`, `systemd-cgtop`, `journalctl -p err -b`."),
        new("You forgot your password", "Ask at the service desk with your badge, in person or by video. Nobody ever asks you for your password."),
        new("Your account is locked", "After five wrong passwords your account is locked for a quarter of an hour. Wait, then type slowly; look at Caps Lock.", "`faillock --user NAME --reset`."),
        new("Working from home", "Connect to your network at home first, then start *Secure access* and sign in with the code from your phone."),
        new("A file on the shared drive is gone", "Do not save anything in its place. Report it with the file's name and when you saw it last: yesterday's state is kept."),
        new("Set up your second factor", "Open your profile, choose *Authenticator*, scan the square with your phone, type the six digits. Keep the recovery codes on paper."),
        new("A strange mail", "Do not open what is attached and do not follow links. Forward it to the service desk, then delete it."),
        new("Show your screen in the meeting room", "Plug the grey cable into your computer. No picture? Press *Source* on the screen until HDMI 2 is shown."),
        new("The clock of the computer is wrong", "Programs that check certificates refuse to work with a wrong clock. Report it; it is set from here.", "`timedatectl`, `systemctl enable --now systemd-timesyncd`."),
        new("No sound", "Look at the small loudspeaker at the edge of the screen: is the right device chosen? Pull the headset out and put it in again."),
        new("The keyboard writes other letters", "Press the Windows key and the space bar together: that goes through the languages of the keyboard."),
        new("New colleague: the first day", "- badge and computer are at the reception\n- the first password is in the sealed letter\n- set up your second factor before noon"),
        new("Runbook: file system full", "1. `df -h` and `df -i`\n2. deleted files that are still open: `lsof +L1`\n3. journals, package caches, old kernels\n4. never anybody's own files", ForStaff: true),
        new("Runbook: switch does not answer", "1. power and link at the patch panel\n2. console cable, 9600 8N1\n3. last saved configuration, then replace", ForStaff: true),
        new("Hand-over between shifts", "What is open, who waits for what, which holds are due tonight. Nothing is handed over by word of mouth alone.", ForStaff: true),
        new("Order a new computer", "Fill in the request with your manager's approval. It takes five working days; your files move by themselves on the evening before."),
    ];
}
