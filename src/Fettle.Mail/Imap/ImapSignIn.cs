using Fettle.Mail.Network;

namespace Fettle.Mail.Imap;

/// <summary>Signs in by the best way that both sides know.</summary>
internal static class ImapSignIn
{
    public static async Task RunAsync(ImapConnection connection, MailCredentials credentials, HashSet<string> capabilities, CancellationToken cancel)
    {
        if (credentials.IsToken)
            await AuthenticateAsync(connection, "XOAUTH2", Sasl.XOAuth2(credentials), cancel);
        else if (capabilities.Contains("AUTH=PLAIN"))
            await AuthenticateAsync(connection, "PLAIN", Sasl.Plain(credentials), cancel);
        else
            await LoginAsync(connection, credentials, cancel);
    }

    private static async Task LoginAsync(ImapConnection connection, MailCredentials credentials, CancellationToken cancel)
    {
        try
        {
            await connection.CommandAsync($"LOGIN {ImapString.Quote(credentials.User)} {ImapString.Quote(credentials.Secret)}", cancel);
        }
        catch (MailServerRefusal refusal)
        {
            throw new MailSignInRefused(refusal.Message);
        }
    }

    /// <summary>RFC 3501 §6.2.2: the words follow the server's "+".</summary>
    private static async Task AuthenticateAsync(ImapConnection connection, string mechanism, string words, CancellationToken cancel)
    {
        var tag = await connection.SendAsync($"AUTHENTICATE {mechanism}", cancel);
        var sent = false;
        while (true)
        {
            var response = await connection.ReadAsync(null, cancel);
            if (response.Tag == "+")
            {
                // A second challenge is the reason of a refusal, to be answered by an empty line.
                await connection.LineAsync(sent ? "" : words, cancel);
                sent = true;
            }
            else if (response.Tag == tag)
            {
                if (!response.IsOk)
                    throw new MailSignInRefused(response.Text);
                return;
            }
        }
    }
}
