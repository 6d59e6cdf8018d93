using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Fettle.SystemTests.Patients;
using Microsoft.Playwright;

namespace Fettle.SystemTests.Browser;

/// <summary>What strangers put into mail, in a real browser: no script runs and no request leaves, behind both walls and behind each alone.</summary>
[Collection(nameof(FirstDay))]
public sealed class HostileMailTests(FirstDay day)
{
    /// <summary>Whatever a script would do first, it is heard.</summary>
    private const string Listen =
        "for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'fetch']) window[name] = (...said) => console.log('RAN ' + name + ' ' + said.join(' '));"
        + "Object.defineProperty(document, 'cookie', { get() { console.log('RAN cookie'); return ''; } });";

    [Fact]
    public async Task No_script_runs_and_no_request_leaves_whatever_a_mail_holds()
    {
        FirstDay.SkipWhereItCannotRun();
        var payloads = Payloads();
        var page = await day.TechnicianAsync();
        await page.Context.AddInitScriptAsync(Listen);
        await page.GotoAsync("/queue");
        var mails = new List<long>();
        foreach (var payload in payloads)
            mails.Add(await ReceiveAsync(page, payload));
        Assert.Equal(payloads.Count, mails.Count);
        var wrong = Watch(page);

        foreach (var (payload, mail) in payloads.Zip(mails))
        {
            wrong.Now = payload;
            // As the ticket's page shows it.
            await page.EvaluateAsync(
                """
                mail => new Promise(done => {
                  document.querySelector('#shown')?.remove();
                  const frame = document.createElement('iframe');
                  frame.id = 'shown';
                  frame.sandbox = 'allow-popups allow-popups-to-escape-sandbox';
                  frame.onload = () => done();
                  frame.src = `/api/mails/${mail}/as-sent`;
                  document.body.append(frame);
                })
                """,
                mail);
        }
        Assert.Empty(wrong.Seen);

        // What the sanitiser leaves has to do on a page without any policy, too.
        var bare = await page.Context.NewPageAsync();
        var alone = Watch(bare);
        foreach (var (payload, mail) in payloads.Zip(mails))
        {
            alone.Now = payload;
            var shown = await page.APIRequest.GetAsync($"/api/mails/{mail}/as-sent");
            Assert.Equal(200, shown.Status);
            await bare.SetContentAsync(await shown.TextAsync());
        }
        Assert.Empty(alone.Seen);

        // And where a script does run, it is heard.
        await bare.SetContentAsync("<img src='data:,' onerror='alert(1)'>");
        await Agent.Eventually.HoldsAsync("a script that runs is heard", () => Task.FromResult(alone.Seen.Any(seen => seen.StartsWith("RAN alert", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_reader_unfolds_a_mail_sees_it_as_it_was_sent_and_loads_pictures_only_when_asked()
    {
        FirstDay.SkipWhereItCannotRun();
        var page = await day.TechnicianAsync();
        var asked = new ConcurrentQueue<string>();
        await page.RouteAsync("https://tracker.example/**", route =>
        {
            asked.Enqueue(route.Request.Url);
            return route.AbortAsync();
        });
        await page.GotoAsync("/queue");
        await ReceiveAsync(page, "<p>Fresh words <img src='https://tracker.example/p.png' width=9 height=9></p><blockquote type=cite>Stale words</blockquote>");
        await page.GotoAsync($"/tickets/{_last}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Show quotes and signature" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Stale words")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show as it was sent" }).ClickAsync();
        await Assertions.Expect(page.FrameLocator("iframe").GetByText("Fresh words")).ToBeVisibleAsync();
        Assert.Empty(asked);
        Assert.Empty(await Axe.ViolationsAsync(page));

        var request = await page.RunAndWaitForRequestAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Load pictures" }).ClickAsync(), r => r.Url.StartsWith("https://tracker.example/", StringComparison.Ordinal));

        Assert.DoesNotContain("referer", request.Headers.Keys);
    }

    private long _last;

    private static IReadOnlyList<string> Payloads()
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable("FETTLE_CORPORA") ?? Path.Combine(Lab.Repository, "..", "shared", "corpora"), "html", "hostile.json");
        Assert.SkipUnless(File.Exists(file), "The corpus is absent: set FETTLE_CORPORA to the folder that has html/hostile.json.");
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. json.RootElement.EnumerateArray().Select(e => e.GetProperty("payload").GetString()!)];
    }

    /// <summary>Hands a message in as a mail server does, and waits until it is a ticket.</summary>
    private async Task<long> ReceiveAsync(IPage page, string html)
    {
        var id = Guid.NewGuid().ToString("N");
        var message = $"From: {id}@stranger.example\r\nMessage-ID: <{id}@stranger.example>\r\nSubject: {id}\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Convert.ToBase64String(Encoding.UTF8.GetBytes(html), Base64FormattingOptions.InsertLineBreaks);
        var taken = await page.APIRequest.PostAsync("/api/mail", new() { DataByte = Encoding.UTF8.GetBytes(message), Headers = new Dictionary<string, string> { ["X-Fettle"] = "1", ["Content-Type"] = "message/rfc822" } });
        Assert.True(taken.Ok, await taken.TextAsync());
        long? mail = null;
        await Agent.Eventually.HoldsAsync("the mail is a ticket", async () =>
        {
            var tickets = await page.APIRequest.GetAsync("/api/tickets?sort=created&limit=20");
            Assert.True(tickets.Ok, await tickets.TextAsync());
            var found = (await tickets.JsonAsync())!.Value.GetProperty("items").EnumerateArray().FirstOrDefault(t => t.GetProperty("subject").GetString() == id);
            if (found.ValueKind == JsonValueKind.Undefined)
                return false;
            _last = found.GetProperty("number").GetInt64();
            var timeline = await (await page.APIRequest.GetAsync($"/api/tickets/{_last}/timeline")).JsonAsync();
            mail = timeline!.Value.GetProperty("items")[0].GetProperty("mail").GetProperty("id").GetInt64();
            return true;
        });
        return mail!.Value;
    }

    private static Complaints Watch(IPage page)
    {
        var complaints = new Complaints();
        page.Console += (_, message) =>
        {
            if (message.Text.StartsWith("RAN ", StringComparison.Ordinal))
                complaints.Add(message.Text);
        };
        page.Dialog += (_, dialog) => complaints.Add($"dialog {dialog.Message}");
        page.Popup += (_, popup) => complaints.Add($"popup {popup.Url}");
        page.Request += (_, request) =>
        {
            var own = request.Url.StartsWith("data:", StringComparison.Ordinal) || request.Url.StartsWith("about:", StringComparison.Ordinal)
                || (request.Url.Contains("/api/mails/", StringComparison.Ordinal) && request.Url.EndsWith("/as-sent", StringComparison.Ordinal)) || IsTheConsoles(request);
            if (!own)
                complaints.Add($"request {request.Url}");
        };
        return complaints;

        // The page around the frame fetches the queue anew when mail comes in.
        static bool IsTheConsoles(IRequest request) => request.Frame.ParentFrame is null && request.ResourceType is "fetch" or "xhr" && request.Url.Contains("/api/", StringComparison.Ordinal);
    }

    private sealed class Complaints
    {
        public ConcurrentQueue<string> Seen { get; } = [];

        public string Now { get; set; } = "";

        public void Add(string what) => Seen.Enqueue($"{what} by {Now[..Math.Min(200, Now.Length)]}");
    }
}
