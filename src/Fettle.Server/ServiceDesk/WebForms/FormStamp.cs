using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Fettle.Server.ServiceDesk.WebForms;

/// <summary>Says, in a way that nobody can make up, when a form was shown: who answers sooner than anybody can write, or days later, is a program.</summary>
internal sealed class FormStamp(IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Soonest = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Latest = TimeSpan.FromHours(12);

    private readonly IDataProtector _protector = protection.CreateProtector("web form");

    public string Of(WebForm form) => _protector.Protect($"{form.Key} {clock.GetUtcNow().ToUnixTimeMilliseconds()}");

    /// <summary>Whether it is ours, of this form, and neither too young nor too old.</summary>
    public bool IsGood(WebForm form, string? stamp)
    {
        if (string.IsNullOrEmpty(stamp) || stamp.Length > 1000)
            return false;
        try
        {
            if (_protector.Unprotect(stamp).Split(' ') is not [var key, var at] || key != form.Key)
                return false;
            var age = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(at, CultureInfo.InvariantCulture));
            return age >= Soonest && age <= Latest;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
