namespace Fettle.SystemTests.Patients;

// One class an area: xunit runs classes side by side, and each patient has a copy and a network of its own.

public sealed class DiskPatients
{
    public static TheoryData<string> Faults => Lab.Faults("fs", "logs");

    [Theory(Timeout = Treatment.LongestMilliseconds), MemberData(nameof(Faults))]
    public Task The_checkup_names_the_injected_cause_first_and_the_fix_is_verified(string fault) =>
        Treatment.CheckAsync(fault, TestContext.Current.CancellationToken);
}

public sealed class ServicePatients
{
    public static TheoryData<string> Faults => Lab.Faults("service", "port", "memory", "cpu", "print", "ssh", "limits");

    [Theory(Timeout = Treatment.LongestMilliseconds), MemberData(nameof(Faults))]
    public Task The_checkup_names_the_injected_cause_first_and_the_fix_is_verified(string fault) =>
        Treatment.CheckAsync(fault, TestContext.Current.CancellationToken);
}

public sealed class NetworkPatients
{
    public static TheoryData<string> Faults => Lab.Faults("net", "dns");

    [Theory(Timeout = Treatment.LongestMilliseconds), MemberData(nameof(Faults))]
    public Task The_checkup_names_the_injected_cause_first_and_the_fix_is_verified(string fault) =>
        Treatment.CheckAsync(fault, TestContext.Current.CancellationToken);
}

public sealed class EverydayPatients
{
    public static TheoryData<string> Faults => Lab.Faults("time", "tls", "account", "packages", "several");

    [Theory(Timeout = Treatment.LongestMilliseconds), MemberData(nameof(Faults))]
    public Task The_checkup_names_the_injected_cause_first_and_the_fix_is_verified(string fault) =>
        Treatment.CheckAsync(fault, TestContext.Current.CancellationToken);
}

public sealed class HealthyPatients
{
    // What worried people say of machines that have nothing.
    private static readonly string[] Worries = ["my computer is slow", "no internet since this morning and I cannot save my file"];

    public static TheoryData<string> Healthy => Lab.Healthy();

    [Theory(Timeout = Treatment.LongestMilliseconds), MemberData(nameof(Healthy))]
    public async Task A_healthy_machine_gets_no_finding_above_info_whatever_is_said_of_it(string patientName)
    {
        Lab.SkipWhereItCannotRun();
        var cancel = TestContext.Current.CancellationToken;
        await using var patient = await Patient.AdmitAsync(patientName, cancel);
        Assert.True(await patient.UserCanWorkAsync(), "the user's test fails on a healthy patient");

        var said = (await Fault.ReadAsync(patientName, cancel)).Complaints;
        foreach (var complaint in (IEnumerable<string?>)[null, .. said is [] ? Worries : said])
        {
            var diagnosed = await patient.CheckUpAsync(complaint);
            Assert.True(!diagnosed.AboveInfo.Any(), $"{patientName}, \"{complaint}\": expected nothing above info:\n{diagnosed}");
        }
    }
}
