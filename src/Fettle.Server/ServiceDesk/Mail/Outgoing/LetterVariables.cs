using Fettle.Server.Platform.Settings;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>What the texts of a sender may name, and what that is for one ticket.</summary>
internal sealed record LetterVariables(Ticket Ticket, Sender Sender, string? Requester, string? Agent, string? Queue, string? Organisation, ServerSettings Settings)
{
    /// <summary>What no stranger wrote. An acknowledgement has these alone, or it would carry anybody's words to anybody.</summary>
    public static readonly IReadOnlyList<string> OurOwn = ["ticket.number", "ticket.url", "queue.name", "organisation.name", "sender.name", "sender.address"];

    public static readonly IReadOnlyList<string> All = [.. OurOwn, "ticket.subject", "requester.name", "agent.name"];

    public string? Value(string name) => name switch
    {
        "ticket.number" => $"{Ticket.Number}",
        "ticket.url" => $"{(Settings.PublicUrl ?? Settings.Urls.Split(';')[0]).TrimEnd('/')}/help/requests/{Ticket.Number}",
        "ticket.subject" => Ticket.Subject,
        "requester.name" => Requester,
        "agent.name" => Agent,
        "queue.name" => Queue,
        "organisation.name" => Organisation,
        "sender.name" => Sender.DisplayName,
        "sender.address" => Sender.Address,
        _ => null,
    };
}
