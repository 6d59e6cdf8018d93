namespace Fettle.Server.ServiceDesk.Example;

/// <summary>Parts of sentences as they are said on tickets; put together they make some thousands of different ones.</summary>
internal static class ExampleTalk
{
    public static readonly string[] Openings =
    [
        "Since this morning", "After the update of yesterday", "When I come in by VPN", "As soon as a colleague signs in as well", "Whenever the meeting room's screen is plugged in",
        "On the second floor", "With the new docking station", "Before lunch", "Now and then", "For the third time this week", "Only on battery", "In the accounting program",
    ];

    public static readonly string[] Middles =
    [
        "the printer takes the job and prints nothing,", "Outlook asks for the password again and again,", "the shared drive is shown with a red cross,", "the whole screen freezes for half a minute,",
        "pages load, but files do not,", "the fan becomes loud and everything is slow,", "the certificate is said to have expired,", "the calendar shows yesterday's meetings,",
        "scanning to mail ends with an error,", "the telephone rings without a caller,", "the login takes longer than ten minutes,", "saving fails with a message about space,",
    ];

    public static readonly string[] Endings =
    [
        "and a restart does not help.", "but it is better after a while.", "and two colleagues have the same.", "so I use my own laptop for now.", "and I have to send the invoice today.",
        "please call me before you look.", "I have added a picture of it.", "it is not urgent.", "could you look at it tomorrow at nine?", "this is what you asked me to try.",
    ];
}
