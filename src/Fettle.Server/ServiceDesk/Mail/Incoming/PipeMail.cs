using System.Net;
using System.Net.Http.Headers;
using Fettle.Server.Platform.Settings;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>
/// <c>fettle-server mail &lt; message</c>: hands one message to the running server, for the alias of any mail server. Exit codes are those of sysexits(3):
/// 0, it is stored; 65, it is larger than what is taken; 75, not now: the mail server keeps it and tries again. Whatever is set wrongly is 75 as well, so
/// that no mail is sent back for it.
/// </summary>
internal static class PipeMail
{
    private const int Refused = 65;
    private const int TryAgain = 75;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            var configuration = new ConfigurationManager();
            SettingsSources.Configure(configuration, arguments);
            var settings = new ServiceCollection().AddSettings<MailSettings>(configuration, MailSettings.Section);
            if (settings.TokenFile is not { } file)
                return await SayAsync("Mail:TokenFile names no file with an API token (permission DeliverMail)", TryAgain);
            var token = (await File.ReadAllTextAsync(file)).Trim();

            using var http = new HttpClient { Timeout = Patience };
            using var input = Console.OpenStandardInput();
            var address = new Uri(new Uri(settings.HandInAt), settings.Mailbox == 0 ? "/api/mail" : $"/api/mail?mailbox={settings.Mailbox}");
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StreamContent(input) };
            request.Content.Headers.ContentType = new("message/rfc822");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await http.SendAsync(request);
            if (answer.IsSuccessStatusCode)
                return 0;
            var why = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
            return await SayAsync(why, answer.StatusCode is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest ? Refused : TryAgain);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or OperationCanceledException or SettingsError or UriFormatException or FormatException)
        {
            return await SayAsync(e.Message, TryAgain);
        }
    }

    private static async Task<int> SayAsync(string what, int code)
    {
        await Console.Error.WriteLineAsync($"fettle-server mail: {what}");
        return code;
    }
}
