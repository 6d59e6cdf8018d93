using Fettle.Diagnosis;

namespace Fettle.UnitTests.Diagnosis;

/// <summary>People say the same thing in many ways; what they say has to point to the right place before anything is measured.</summary>
public sealed class ComplaintTests
{
    private static readonly PlaybookSet Playbooks = PlaybookSet.BuiltIn();

    [Theory]
    [InlineData("I can't save my document, it says no space left on device", "fs.full")]
    [InlineData("Disk full!!", "fs.full")]
    [InlineData("die Festplatte ist voll", "fs.full")]
    [InlineData("kein Speicherplatz mehr auf der Platte", "fs.full")]
    [InlineData("no internet since this morning", "dns.resolver-unreachable")]
    [InlineData("could not resolve host names any more", "dns.resolver-unreachable")]
    [InlineData("Internet geht nicht", "net.no-default-route")]
    [InlineData("interent doesn't work", "net.no-default-route")]
    [InlineData("my printer doesn't print", "print.queue-stopped")]
    [InlineData("der Drucker druckt nicht", "print.queue-stopped")]
    [InlineData("documents are stuck in the print queue", "print.queue-stopped")]
    [InlineData("my computer is so slow today and the fan is loud", "cpu.hog")]
    [InlineData("Rechner ist sehr langsam", "cpu.hog")]
    [InlineData("I cannot log in, my account seems to be locked", "account.locked-or-expired")]
    [InlineData("Anmeldung funktioniert nicht, Konto gesperrt", "account.locked-or-expired")]
    [InlineData("the browser says the certificate has expired", "tls.certificate-expired")]
    [InlineData("Zertifikat abgelaufen", "tls.certificate-expired")]
    [InlineData("the clock is wrong", "time.not-synchronised")]
    [InlineData("apt says dpkg was interrupted", "packages.half-configured")]
    [InlineData("address already in use", "port.taken")]
    [InlineData("the service keeps restarting", "service.crash-loop")]
    [InlineData("everything is read-only", "fs.read-only")]
    [InlineData("proxy server does not respond", "net.proxy-wrong")]
    [InlineData("the firewall blocks my connection", "net.firewall-blocks")]
    [InlineData("I hear clicking noises from the disk", "disk.failing")]
    [InlineData("Umlaute werden falsch angezeigt", "locale.missing")]
    [InlineData("sudo says syntax error", "account.sudo")]
    [InlineData("die Datensicherung ist heute Nacht nicht gelaufen", "service.masked-or-disabled")]
    public void A_complaint_points_to_its_cause(string complaint, string cause)
    {
        var read = Playbooks.Matcher.Read(complaint);
        var fits = Playbooks.Ids.Select(id => (Id: id, Fit: Playbooks.Matcher.Fit(read, id))).OrderByDescending(fit => fit.Fit).ToList();
        Assert.True(fits.Find(fit => fit.Id == cause).Fit >= 0.3, $"{cause} fits {fits.Find(fit => fit.Id == cause).Fit:0.00}");
        Assert.Contains(cause, fits.Take(8).Select(fit => fit.Id));
    }

    [Theory]
    [InlineData("please water the plants in the hall")]
    [InlineData("when does the canteen open")]
    public void A_complaint_about_something_else_points_nowhere(string complaint)
    {
        var read = Playbooks.Matcher.Read(complaint);
        Assert.All(Playbooks.Ids, id => Assert.True(Playbooks.Matcher.Fit(read, id) < 0.45, $"{id} fits {Playbooks.Matcher.Fit(read, id):0.00}"));
    }

    [Theory]
    [InlineData("our web site is down", "nginx")]
    [InlineData("the nightly backup did not run", "cron")]
    [InlineData("the database does not answer", "postgresql")]
    public void A_complaint_names_services_in_the_words_of_those_who_use_them(string complaint, string service) =>
        Assert.Contains(service, Playbooks.Matcher.Read(complaint).Services);

    [Fact]
    public void What_somebody_can_do_is_no_complaint()
    {
        double Fit(string complaint) => Playbooks.Matcher.Fit(Playbooks.Matcher.Read(complaint), "print.service-down");
        Assert.True(Fit("I can print but not browse") < 0.2, $"{Fit("I can print but not browse"):0.00}");
        Assert.True(Fit("I can not print") > 0.5, $"{Fit("I can not print"):0.00}");
    }
}
