namespace Fettle.Server.People.Entering;

/// <summary>Words that people make passwords of. What is derived from them by ornaments is seen by <see cref="PasswordRules"/>.</summary>
internal static class CommonPasswords
{
    private static readonly HashSet<string> Words =
    [
        .. """
           password passwort passwords passw kennwort kennwoerter mypassword motdepasse contrasena wachtwoord
           administrator administrateur administrador administration admin root rootroot toor system sysadmin superuser superadmin
           welcome welcometo willkommen bienvenue letmein letmeinnow changeme changemenow changeit changethis pleasechange default
           iloveyou iloveyouso ichliebedich schatz schatzi sunshine princess dragon monkey football baseball basketball superman batman
           starwars pokemon computer internet samsung google facebook linkedin microsoft windows office outlook exchange sharepoint
           secret geheim topsecret mysecret trustno trustnoone whatever nothing unknown qwerty qwertz azerty
           summer winter spring autumn sommer fruehling herbst january february march april june july august september october november december
           monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag
           hello hellohello hallo hallohallo test testtest testing tester temp temporary guest gast user username benutzer
           company firma office buero school schule master access service support helpdesk fettle setup install
           liverpool arsenal chelsea barcelona juventus bayern dortmund michael jennifer jessica charlie ashley daniel thomas andrea
           chocolate butterfly freedom forever friends family cookie flower purple yellow orange banana
           passwordpassword adminadmin useruser passpass asdfasdf qwerqwer abcabc abcabcabc loveyou lovelove
           correcthorsebatterystaple
           """.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
    ];

    public static bool Has(string word) => Words.Contains(word) || (word.Length % 2 == 0 && word[..(word.Length / 2)] == word[(word.Length / 2)..] && Words.Contains(word[..(word.Length / 2)]));
}
