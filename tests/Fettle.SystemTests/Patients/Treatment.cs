namespace Fettle.SystemTests.Patients;

/// <summary>A patient's whole stay: well, ill, named, fixed, verified, and well again with everything that people made still there.</summary>
internal static class Treatment
{
    /// <summary>A patient whose stay is longer has a program that hangs.</summary>
    public const int LongestMilliseconds = 240_000;

    public static async Task CheckAsync(string name, CancellationToken cancel)
    {
        Lab.SkipWhereItCannotRun();
        var fault = await Fault.ReadAsync(name, cancel);
        await using var patient = await Patient.AdmitAsync(name, cancel);

        // A fault that does not hurt would prove nothing.
        Assert.True(await patient.UserCanWorkAsync(), $"{name}: the user's test fails on the healthy patient");
        await patient.FallIllAsync();
        Assert.False(await patient.UserCanWorkAsync(), $"{name}: the user does not notice the fault");
        var keepsakes = await patient.KeepsakesAsync();

        var cause = "";
        foreach (var complaint in fault.Complaints.Take(Lab.IsFull ? int.MaxValue : 1)) cause = await NamesFirstAsync(patient, fault, complaint);
        if (fault.Second is not null) await FindsBothAsync(patient, fault);
        await FixesAsync(patient, fault, cause);

        Assert.Empty(keepsakes.Except(await patient.KeepsakesAsync(), StringComparer.Ordinal));
    }

    private static async Task<string> NamesFirstAsync(Patient patient, Fault fault, string complaint)
    {
        var diagnosed = await patient.CheckUpAsync(complaint);
        var first = diagnosed.Findings is [var likeliest, ..] ? likeliest : null;

        Assert.True(first is not null && fault.Causes.Contains(first.Cause), $"{fault.Name}, \"{complaint}\": expected {fault.Causes[0]} first:\n{diagnosed}");
        Assert.True(first is { Severity: not "info", Evidence: > 0, Remedies: > 0 }, $"{fault.Name}: a finding with evidence and remedies:\n{diagnosed}");
        return first.Cause;
    }

    // A check-up that follows a complaint may stop at its cause; a full one finds everything. What may be on purpose is no more than worth a look then.
    private static async Task FindsBothAsync(Patient patient, Fault fault)
    {
        var diagnosed = await patient.CheckUpAsync();
        Assert.Contains(diagnosed.Findings, finding => fault.Causes.Contains(finding.Cause));
        Assert.Contains(diagnosed.Findings, finding => finding.Cause == fault.Second);
    }

    private static async Task FixesAsync(Patient patient, Fault fault, string cause)
    {
        var done = await patient.FixAsync(cause);
        var canWork = await patient.UserCanWorkAsync();

        Assert.True(!done.Verified || canWork, $"{fault.Name}: the fix calls itself verified, and the user still cannot work:\n{done}");
        Assert.True(done.ExitCode == (done.Verified ? 0 : 1), $"{fault.Name}: exit code {done.ExitCode} does not say what verified says");
        if (fault.Heals == "no") Assert.False(done.Verified, $"{fault.Name}: nothing could have been verified:\n{done}");
        if (fault.Heals != "yes") return;

        Assert.True(done.Verified, $"{fault.Name}: the fix was not verified:\n{done}");
        var after = await patient.CheckUpAsync();
        Assert.DoesNotContain(after.AboveInfo, finding => finding.Cause == cause);
    }
}
