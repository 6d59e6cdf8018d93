using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

internal enum ApprovalState
{
    /// <summary>Those before it have not all said yes.</summary>
    Ahead,

    /// <summary>Asked, and not decided.</summary>
    Open,
    Granted,
    Refused,

    /// <summary>No longer needed: another one said no, or the ticket was closed.</summary>
    Dropped,
}

/// <summary>A yes that a request needs: who is asked, how many have to agree, and until when.</summary>
internal sealed class Approval : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; private set; }

    public long TicketId { get; private set; }

    public string Name { get; private set; } = "";

    public int Stage { get; private set; }

    /// <summary>Which of the plan's rules it is.</summary>
    public int Rule { get; private set; }

    public ApprovalState State { get; private set; }

    /// <summary>So many have to say yes; known when it is asked.</summary>
    public int Quorum { get; private set; }

    public DateTimeOffset? OpenedAt { get; private set; }

    public DateTimeOffset? DueAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>When there is something to do about it again by itself: to remind, or to end it. Null: never.</summary>
    public DateTimeOffset? NextLookAt { get; private set; }

    public List<Voice> Voices { get; } = [];

    public static Approval Of(CatalogueRequest request, ApprovalRule rule, int index) => new()
    {
        OrganisationId = request.OrganisationId,
        TicketId = request.TicketId,
        Name = rule.Name,
        Stage = rule.Stage,
        Rule = index,
    };

    /// <summary>Those that a request needs, by what it costs and what was answered.</summary>
    public static IReadOnlyList<Approval> NeededBy(CatalogueRequest request) =>
    [
        .. from pair in request.ReadPlan().Approvals.Select((rule, index) => (rule, index))
           where pair.rule.FromCost is not { } limit || request.Cost >= limit
           where pair.rule.When?.Holds(request.ReadAnswers()) != false
           select Of(request, pair.rule, pair.index)
    ];

    public void Open(IReadOnlyList<long> persons, ApprovalRule rule, DateTimeOffset at)
    {
        Voices.AddRange(persons.Select(person => new Voice(OrganisationId, person)));
        (State, OpenedAt, DueAt) = (ApprovalState.Open, at, at.AddHours(rule.DeadlineHours));
        Quorum = rule.Quorum == 0 ? Math.Max(1, persons.Count) : Math.Clamp(rule.Quorum, 1, Math.Max(1, persons.Count));
        LookAgain(rule, at);
    }

    /// <summary>One more is asked; of those who come later one yes is enough where <paramref name="enough"/>.</summary>
    public void AskToo(long person, bool enough = false)
    {
        if (!Voices.Exists(v => v.PersonId == person))
            Voices.Add(new Voice(OrganisationId, person));
        if (enough)
            Quorum = Math.Max(1, Math.Min(Quorum, Voices.Count(v => v.Answer == true) + 1));
    }

    /// <summary>The next reminder, or the deadline if that is sooner.</summary>
    public void LookAgain(ApprovalRule rule, DateTimeOffset now)
    {
        DateTimeOffset? remind = rule.RemindHours > 0 ? now.AddHours(rule.RemindHours) : null;
        NextLookAt = remind is { } soon && soon < DueAt ? soon : DueAt > now ? DueAt : remind;
    }

    public void LookNoMore() => NextLookAt = null;

    /// <summary>Takes an answer, and decides where that settles it.</summary>
    /// <param name="by">Who answers: whose voice it is, or who stands in for them.</param>
    /// <exception cref="Conflict">It is decided already, or they have answered.</exception>
    public void Take(Voice voice, bool yes, long by, string? because, AnswerWay way, DateTimeOffset at)
    {
        if (State != ApprovalState.Open)
            throw new Conflict("This is decided already.");
        // One person is one voice, for however many they stand in.
        if (Voices.Exists(v => v.AnsweredById == by))
            throw new Conflict("You have answered this already.");
        voice.Say(yes, by, because, way, at);
        if (Voices.Count(v => v.Answer == true) >= Quorum)
            Decide(ApprovalState.Granted, at);
        else if (Voices.Count(v => v.Answer != false) < Quorum)
            Decide(ApprovalState.Refused, at);
    }

    public void RunOut(DateTimeOffset at) => Decide(ApprovalState.Refused, at);

    public void Drop(DateTimeOffset at)
    {
        if (State is ApprovalState.Ahead or ApprovalState.Open)
            Decide(ApprovalState.Dropped, at);
    }

    private void Decide(ApprovalState state, DateTimeOffset at) => (State, DecidedAt, NextLookAt) = (state, at, null);
}

internal sealed class ApprovalMap : IEntityTypeConfiguration<Approval>
{
    public void Configure(EntityTypeBuilder<Approval> builder)
    {
        builder.ToTable("catalogue_approvals");
        builder.Property(a => a.State).HasConversion<string>();
        builder.HasOne<Ticket>().WithMany().HasForeignKey(a => a.TicketId);
        builder.HasIndex(a => a.TicketId);
        builder.HasIndex(a => a.NextLookAt);
    }
}
