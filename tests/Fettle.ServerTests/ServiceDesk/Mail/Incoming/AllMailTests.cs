using System.Text;
using Fettle.MailTests;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.ServerTests.ServiceDesk.Mail.Incoming;

/// <summary>Every message that there is, and those that are made to do harm: each ends as an entry or in the quarantine with its reason, and nothing fails.</summary>
public abstract class AllMailTests(FettleServer server)
{
    [Fact]
    public async Task Every_message_of_the_corpus_becomes_an_entry_or_is_held_with_a_reason_and_makes_nothing_new_the_second_time()
    {
        var desk = await MailRoom.OpenAsync(server);
        foreach (var file in Corpus.Messages())
            await desk.HandInAsync(await File.ReadAllBytesAsync(file));
        await desk.UnderstandAsync();
        var (first, entries) = (await StatesAsync(desk), await EntriesAsync(desk));

        Assert.Empty(first.Where(m => m.State is not (ReceiptState.Filed or ReceiptState.Again) && m.Reason is null or QuarantineReason.Failed).Select(m => $"{m.Id} {m.State} {m.Why}"));
        Assert.True(first.Count(m => m.State == ReceiptState.Filed) > first.Count / 2, "nearly nothing was understood");

        // As a mail server does that delivers twice.
        await server.WithDbAsync(async db =>
        {
            foreach (var mail in first)
            {
                var twin = new ReceivedMail { OrganisationId = mail.OrganisationId, MailboxId = mail.MailboxId, ReceivedAt = mail.ReceivedAt };
                twin.IsStored(mail.Hash!, mail.Size, mail.ReceivedAt);
                db.Add(twin);
            }
            await db.SaveChangesAsync();
        });
        await desk.UnderstandAsync();

        Assert.Equal(entries, await EntriesAsync(desk));
        Assert.Equal(2 * first.Count(m => m.State == ReceiptState.Quarantined), (await StatesAsync(desk)).Count(m => m.State == ReceiptState.Quarantined));
    }

    [Theory]
    [InlineData("null bytes")]
    [InlineData("10,000 parts")]
    [InlineData("1,000 levels")]
    [InlineData("endless header")]
    [InlineData("endless recipients")]
    [InlineData("half characters")]
    public async Task What_is_made_to_do_harm_is_taken_like_any_other(string what)
    {
        var desk = await MailRoom.OpenAsync(server);

        var received = await desk.SendAsync(Encoding.Latin1.GetBytes(Harm(what, desk)));

        Assert.True(received.State == ReceiptState.Filed, $"{received.State}: {received.Why}");
        var shown = await desk.ShowAsync(await desk.NumberAsync(received));
        Assert.StartsWith("Harm", shown.Text("subject"));
        Assert.NotEmpty(await desk.TimelineAsync(await desk.NumberAsync(received)));
    }

    [Fact]
    public async Task A_mail_of_a_hundred_megabytes_is_taken_and_its_file_is_whole()
    {
        const int Size = 75_000_000;
        var desk = await MailRoom.OpenAsync(server);
        var head = desk.Message(desk.Requester, "Large", "", "MIME-Version: 1.0", "Content-Type: application/octet-stream; name=large.bin", "Content-Transfer-Encoding: base64").TrimEnd() + "\r\n\r\n";
        var line = Encoding.ASCII.GetBytes(Convert.ToBase64String(new byte[57]) + "\r\n");
        using var message = new MemoryStream();
        message.Write(Encoding.ASCII.GetBytes(head));
        for (var written = 0; written < Size; written += 57)
            message.Write(line);

        var received = await desk.SendAsync(message.ToArray());

        Assert.Equal(ReceiptState.Filed, received.State);
        var file = await server.WithDbAsync(db => db.Set<Fettle.Server.ServiceDesk.Tickets.Attachment>().SingleAsync(a => a.EntryId == received.EntryId));
        Assert.InRange(file.Size, Size, Size + 57);
    }

    [Fact]
    public async Task A_mail_larger_than_what_is_taken_is_refused()
    {
        var desk = await MailRoom.OpenAsync(server);

        await desk.HandInAsync(new byte[151 * 1024 * 1024], System.Net.HttpStatusCode.RequestEntityTooLarge);
    }

    private static string Harm(string what, MailRoom desk) => what switch
    {
        "null bytes" => desk.Message("nul\0l <null@evil.example>", "Harm\0 1", "a\0b\0c", "X-\0: \0", "In-Reply-To: <a\0b@c>", "Thread-Index: \0"),
        "10,000 parts" => desk.Message(
            "parts@evil.example", "Harm 2", string.Concat(Enumerable.Range(0, 10_000).Select(i => $"--b\nContent-Type: application/x-{i}; name={i}.bin\n\n{i}\n")) + "--b--", "Content-Type: multipart/mixed; boundary=b"),
        "1,000 levels" => desk.Message("levels@evil.example", "Harm 3", string.Concat(Enumerable.Range(1, 1000).Select(i => $"--b{i - 1}\nContent-Type: multipart/mixed; boundary=b{i}\n\n")), "Content-Type: multipart/mixed; boundary=b0"),
        "endless header" => desk.Message("header@evil.example", "Harm 4 " + new string('x', 2_000_000), "a", string.Concat(Enumerable.Range(0, 50_000).Select(i => $"X-{i}: {i}\n")).TrimEnd()),
        "endless recipients" => desk.Message("many@evil.example", "Harm 5", "a", "Cc: " + string.Join(",\n ", Enumerable.Range(0, 20_000).Select(i => $"\"n{i}\" <n{i}@evil.example>"))),
        _ => desk.Message("=?utf-16?B?2AA=?= <half@evil.example>", "Harm 6 =?utf-16?B?2AA=?=", "\xED\xA0\x80", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"),
    };

    private Task<List<ReceivedMail>> StatesAsync(MailRoom desk) => server.WithDbAsync(db => db.ReceivedMails.AsNoTracking().Where(m => m.MailboxId == desk.Mailbox).ToListAsync());

    private Task<int> EntriesAsync(MailRoom desk) => server.WithDbAsync(db => db.Set<Fettle.Server.ServiceDesk.Tickets.TicketEntry>().CountAsync(e => e.OrganisationId == desk.Desk.Organisation));

    public sealed class Sqlite(RoomyOnSqlite server) : AllMailTests(server), IClassFixture<RoomyOnSqlite>;

    public sealed class Postgres(RoomyOnPostgres server) : AllMailTests(server), IClassFixture<RoomyOnPostgres>;
}

/// <summary>A server on which one may write as often as one likes.</summary>
public sealed class RoomyOnSqlite : OnSqlite
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings, StringComparer.Ordinal) { ["Mail:PerSenderAndHour"] = "100000" };
}

public sealed class RoomyOnPostgres(PostgresCluster cluster) : OnPostgres(cluster)
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings, StringComparer.Ordinal) { ["Mail:PerSenderAndHour"] = "100000" };
}
