using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fettle.SystemTests.Agent;

/// <summary>The real server as a process with a data folder of its own, which can be killed and started again, and an administrator who uses its API.</summary>
public sealed class PublishedServer : IAsyncLifetime
{
    private readonly CookieContainer _cookies;
    private readonly HttpClient _http;
    private readonly PublishedServer? _first;
    private Process? _process;
    private long _organisation;

    public PublishedServer()
    {
        _cookies = new();
        _http = new(new SocketsHttpHandler { CookieContainer = _cookies }) { Timeout = TimeSpan.FromSeconds(20) };
    }

    private PublishedServer(PublishedServer first) =>
        (_first, _cookies, _http, _organisation, Data, Database) = (first, first._cookies, first._http, first._organisation, first.Data, first.Database);

    /// <summary>FETTLE_SERVER: the published program. The launcher sets it (<c>./fettle test --system</c>).</summary>
    private static string? Program => Environment.GetEnvironmentVariable("FETTLE_SERVER");

    /// <summary>Its data folder.</summary>
    public string Data { get; init; } = Directory.CreateTempSubdirectory("fettle-system-").FullName;

    /// <summary>A PostgreSQL connection string; null: SQLite in the data folder.</summary>
    public string? Database { get; init; }

    /// <summary>Further settings, as on the command line.</summary>
    public IReadOnlyList<string> Further { get; init; } = [];

    /// <summary>Listens on every address of this machine, so that patients reach it.</summary>
    public bool Everywhere { get; init; }

    /// <summary>The host name or address that people are told.</summary>
    public string? PublicHost { get; init; }

    private string[] Settings => ["--Urls", Everywhere ? $"http://0.0.0.0:{Port}" : Url, "--Data", Data, .. Database is null ? (string[])[] : ["--Database", Database],
        .. PublicHost is null ? (string[])[] : ["--PublicUrl", $"http://{PublicHost}:{Port}"],
        .. CertificateFile is null ? (string[])[] : Secure, .. Further];

    /// <summary>When set, the server listens with TLS as well, at <see cref="SecureUrl"/>.</summary>
    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }

    private string[] Secure =>
    [
        "--Kestrel:Endpoints:Http:Url", Url, "--Kestrel:Endpoints:Https:Url", SecureUrl,
        "--Kestrel:Endpoints:Https:Certificate:Path", CertificateFile!, "--Kestrel:Endpoints:Https:Certificate:KeyPath", KeyFile!,
    ];

    public string SecureUrl { get; } = $"https://127.0.0.1:{FreePort()}";

    public string Url => $"http://127.0.0.1:{Port}";

    public int Port { get; private init; } = FreePort();

    public static void SkipWhereThereIsNone() => Assert.SkipWhen(Program is null, "FETTLE_SERVER names no published server; run ./fettle test --system");

    public async ValueTask InitializeAsync()
    {
        if (Program is null)
            return;
        await StartAsync();
        await BecomeAdministratorAsync();
    }

    /// <summary>Another process on the same database and folder, used by the same administrator.</summary>
    /// <param name="port">Where it listens; a free one unless given.</param>
    public async Task<PublishedServer> StartReplicaAsync(int? port = null)
    {
        var replica = new PublishedServer(this) { Port = port ?? FreePort() };
        await replica.StartAsync();
        return replica;
    }

    /// <summary>What the administrator's browser hears on <c>/live</c>.</summary>
    public async Task<LiveLine> ListenAsync()
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", _cookies.GetCookieHeader(new Uri(Url)));
        socket.Options.SetRequestHeader("Origin", Url);
        await socket.ConnectAsync(new Uri(Url.Replace("http", "ws", StringComparison.Ordinal) + "/live"), CancellationToken.None);
        return await LiveLine.BeginAsync(socket);
    }

    /// <summary>A file for a ticket; null where the server was killed meanwhile.</summary>
    public async Task<HttpStatusCode?> TryAttachAsync(long ticket, string name, byte[] content)
    {
        try
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
            using var response = await _http.PostAsync($"{Url}/api/tickets/{ticket}/attachments", form);
            return response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return null;
        }
    }

    public Task<byte[]> DownloadAsync(long attachment) => _http.GetByteArrayAsync($"{Url}/api/attachments/{attachment}");

    public async Task StartAsync()
    {
        var what = new ProcessStartInfo(Program!, Settings) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(what)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Eventually.HoldsAsync("the server is ready", async () =>
        {
            try
            {
                return (await _http.GetAsync($"{Url}/readyz")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    /// <summary>As a power cut would: nothing is said, nothing is finished.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Runs a command of the program on the same data.</summary>
    /// <param name="killAfter">Then it is killed, if it has not ended; its exit code says nothing.</param>
    public async Task<(int Code, string Output)> CommandAsync(string command, TimeSpan? killAfter = null)
    {
        using var process = Process.Start(new ProcessStartInfo(Program!, [.. command.Split(' '), .. Settings]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (killAfter is { } moment)
        {
            using var until = new CancellationTokenSource(moment);
            try
            {
                await process.WaitForExitAsync(until.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
            }
        }
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>A request as it is, whatever comes of it; null where the server was killed meanwhile.</summary>
    public async Task<(HttpStatusCode Status, JsonObject Body)?> TryAsync(HttpMethod method, string path, JsonObject? body = null, string? idempotencyKey = null)
    {
        try
        {
            using var request = new HttpRequestMessage(method, $"{Url}{path}") { Content = body is null ? null : JsonContent.Create(body) };
            if (idempotencyKey is not null)
                request.Headers.Add("Idempotency-Key", idempotencyKey);
            using var response = await _http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            return (response.StatusCode, text.StartsWith('{') ? JsonSerializer.Deserialize<JsonObject>(text)! : []);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return null;
        }
    }

    public async Task<string> EnrolmentTokenAsync() => (string)(await MakeTokenAsync())["token"]!;

    /// <summary>A token with what the enrolment page shows of it.</summary>
    public Task<JsonObject> MakeTokenAsync() => PostAsync("/enrolment-tokens", new JsonObject { ["organisationId"] = _organisation, ["uses"] = 1 });

    public async Task<JsonObject> GetAsync(string path) => (await _http.GetFromJsonAsync<JsonObject>($"{Url}/api{path}"))!;

    /// <summary>What is a list and no page.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string path) => (await _http.GetFromJsonAsync<IReadOnlyList<JsonObject>>($"{Url}/api{path}"))!;

    public Task<JsonObject> PutAsync(string path, JsonObject body) => SendAsync(_http, HttpMethod.Put, path, body);

    public Task<JsonObject> PostAsync(string path, JsonObject body) => SendAsync(_http, HttpMethod.Post, path, body);

    /// <summary>A requester of the administrator's organisation, who accepted an invitation and is signed in. Their account name is the address up to the @.</summary>
    public async Task<Requester> InviteAsync(string name, string email)
    {
        var invitation = await PostAsync(
            "/invitations", new JsonObject { ["name"] = name, ["email"] = email, ["organisationId"] = _organisation, ["role"] = "requester" });
        var http = new HttpClient { Timeout = _http.Timeout };
        http.DefaultRequestHeaders.Add("X-Fettle", "1");
        await SendAsync(http, HttpMethod.Post, $"/invitations/{SecretIn((string)invitation["link"]!)}/accept", new JsonObject { ["password"] = "purple tiger eats slowly" });
        return new(http, this);
    }

    /// <summary>Somebody who uses the portal.</summary>
    public sealed class Requester(HttpClient http, PublishedServer server) : IDisposable
    {
        public Task<JsonObject> ReportAsync(string text) => server.SendAsync(http, HttpMethod.Post, "/portal/reports", new JsonObject { ["text"] = text });

        public async Task<JsonObject> TicketAsync(long number) => (await http.GetFromJsonAsync<JsonObject>($"{server.Url}/api/portal/tickets/{number}"))!;

        public void Dispose() => http.Dispose();
    }

    /// <summary>An agent's own route, called by something that is no agent.</summary>
    public async Task<HttpStatusCode> AsAgentAsync(string route, HttpContent content, string? bearer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url + route) { Content = content };
        if (bearer is not null)
            request.Headers.Authorization = new("Bearer", bearer);
        // So that a refusal of a long body is heard before the body is sent.
        request.Headers.ExpectContinue = true;
        using var stranger = new HttpClient();
        return (await stranger.SendAsync(request)).StatusCode;
    }

    public async Task<long> RunScriptAsync(long device, params string[] commands)
    {
        var answer = await PostAsync("/jobs", new JsonObject
        {
            ["deviceId"] = device,
            ["kind"] = "script",
            ["commands"] = new JsonArray([.. commands.Select(command => (JsonNode)command)]),
            ["timeLimitSeconds"] = 120,
        });
        return (long)answer["jobIds"]!.AsArray()[0]!;
    }

    /// <summary>Once it has ended.</summary>
    public async Task<JsonObject> JobAsync(long id)
    {
        JsonObject job = [];
        await Eventually.HoldsAsync($"job {id} ends", async () =>
        {
            job = await GetAsync($"/jobs/{id}");
            return (string?)job["status"] is not ("queued" or "sent" or "running");
        });
        return job;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        if (_first is not null)
            return;
        _http.Dispose();
        Directory.Delete(Data, recursive: true);
    }

    private async Task BecomeAdministratorAsync()
    {
        using var asking = Process.Start(new ProcessStartInfo(Program!, ["setup-link", .. Settings]) { RedirectStandardOutput = true })!;
        var link = (await asking.StandardOutput.ReadToEndAsync()).Trim();
        _http.DefaultRequestHeaders.Add("X-Fettle", "1");
        await PostAsync("/setup", new JsonObject
        {
            ["secret"] = SecretIn(link),
            ["organisation"] = "Example",
            ["name"] = "Ada Administrator",
            ["email"] = "ada@example.org",
            ["password"] = "correct horse battery staple",
        });
        var factor = await PostAsync("/me/totp", []);
        await SendAsync(_http, HttpMethod.Put, "/me/totp", new JsonObject { ["code"] = OneTimeCode((string)factor["secret"]!) });
        _organisation = (long)(await GetAsync("/me"))["organisations"]!.AsArray()[0]!["id"]!;
    }

    private async Task<JsonObject> SendAsync(HttpClient http, HttpMethod method, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(method, $"{Url}/api{path}") { Content = JsonContent.Create(body) };
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? [] : JsonSerializer.Deserialize<JsonObject>(text)!;
    }

    private static string SecretIn(string link) => link[(link.IndexOf("secret=", StringComparison.Ordinal) + 7)..];

    /// <summary>RFC 6238, as an authenticator application works it out.</summary>
    private static string OneTimeCode(string secret)
    {
        const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(secret.TrimEnd('=').Select(c => Convert.ToString(Base32.IndexOf(c), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var step = BitConverter.GetBytes(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30));
#pragma warning disable CA5350 // The specification says SHA-1.
        var hash = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        var at = hash[^1] & 15;
        var number = ((hash[at] & 127) << 24 | hash[at + 1] << 16 | hash[at + 2] << 8 | hash[at + 3]) % 1_000_000;
        return $"{number:000000}";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
