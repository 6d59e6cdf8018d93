using Fettle.Mail;

namespace Fettle.Server.ServiceDesk.Channels;

/// <summary>
/// <c>fettle mail read FILE… [--json]</c>: what is understood of a message, for people and for tests. <c>-</c> is standard input. Of several files the
/// JSON is one object a line. Exit code 1: a file could not be read; 2: called wrongly.
/// </summary>
internal static class ReadMail
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var files = arguments.Where(a => a == "-" || !a.StartsWith('-')).ToList();
        if (files.Count == 0 || arguments.FirstOrDefault(a => a.StartsWith('-') && a is not ("-" or "--json")) is not null)
        {
            await Console.Error.WriteLineAsync("fettle mail read FILE… [--json]     (FILE - is standard input)");
            return 2;
        }

        await using var output = Console.OpenStandardOutput();
        foreach (var file in files)
        {
            try
            {
                using var raw = file == "-" ? await RawMail.ReceiveAsync(Console.OpenStandardInput()) : RawMail.FromFile(file);
                var message = MailReader.Read(raw);
                using var printed = new MemoryStream();
                if (arguments.Contains("--json"))
                    MailJson.Write(printed, message);
                else
                    MailView.Write(printed, message);
                printed.WriteByte((byte)'\n');
                await output.WriteAsync(printed.GetBuffer().AsMemory(0, (int)printed.Length));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"fettle mail read: {file}: {Reason(e)}");
                return 1;
            }
        }
        return 0;
    }

    private static string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException => "may not be read",
        _ => e.Message,
    };
}
