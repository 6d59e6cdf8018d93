using Fettle.Diagnosis;
using Fettle.Diagnosis.Facts;

namespace Fettle.UnitTests.Diagnosis;

public sealed class PlaybookTests
{
    private const string Sound = """
        id: test.fault
        title: Something
        prior: 0.1
        complaints: [it is broken]
        severity:
          warning: "true"
        fault:
          when: mounts.swapWanted
          says: it is so
          weight: 3
          absent: it is not so
        explanation: Words.
        remedies:
          - id: mend
            title: Mend it
            risk: safe
            did: We did nothing.
            commands: ["true"]
        """;

    [Fact]
    public void All_built_in_playbooks_can_be_read_and_have_a_remedy() =>
        Assert.All(PlaybookSet.BuiltIn().Causes, cause => Assert.NotEmpty(cause.Remedies));

    [Theory]
    [InlineData("dns.resolver-unreachable", "fs.full", "fs.inodes", "fs.read-only", "fs.deleted-held", "logs.too-large", "memory.pressure", "cpu.hog", "service.failed",
        "service.crash-loop", "service.masked-or-disabled", "port.taken", "dns.resolver-wrong", "dns.hosts-override", "net.no-default-route", "net.gateway-unreachable",
        "net.interface-down", "net.firewall-blocks", "net.proxy-wrong", "time.not-synchronised", "tls.certificate-expired", "print.queue-stopped",
        "account.locked-or-expired", "packages.half-configured")]
    public void The_promised_causes_are_there(params string[] promised) => Assert.Empty(promised.Except(PlaybookSet.BuiltIn().Ids));

    [Theory]
    [InlineData("when: mounts.swapWanted", "when: mounts.swapWnated", 8, "there is no 'swapWnated' here")]
    [InlineData("when: mounts.swapWanted", "when: mounts.list", 8, "this has to be a flag and is a list of record")]
    [InlineData("risk: safe", "risk: none", 16, "a risk is safe, careful or dangerous")]
    [InlineData("prior: 0.1", "prior: often", 3, "'often' has to be a number from 0.0001 to 0.5")]
    [InlineData("explanation: Words.", "explanation: '{nonsense}'", 12, "'nonsense' is neither a probe nor a variable")]
    [InlineData("explanation: Words.", "explenation: Words.", 1, "'explanation' is missing")]
    [InlineData("explanation: Words.", "explanation: Words.\nverfiy: {}", 13, "'verfiy' means nothing here")]
    [InlineData("id: test.fault", "id: fault", 1, "an id reads area.fault, in small letters and hyphens")]
    [InlineData("complaints: [it is broken]", "complaints: [it is broken", 18, "this is no YAML: something that was opened is not closed")]
    [InlineData("  - id: mend", "  - if: mend", 14, "'id' is missing")]
    [InlineData("    did: We did nothing.\n", "", 14, "'did' is missing")]
    public void A_malformed_playbook_is_refused_with_its_file_line_and_reason(string sound, string broken, int line, string reason)
    {
        var refusal = Assert.Throws<PlaybookException>(() => PlaybookSet.Read([("test-fault.yaml", Sound.Replace(sound, broken))], Catalogue.BuiltIn));
        Assert.Equal("test-fault.yaml", refusal.File);
        Assert.Equal(line, refusal.Line);
        Assert.Contains(reason, refusal.Reason);
        Assert.StartsWith($"test-fault.yaml:{line}: ", refusal.Message);
    }

    [Fact]
    public void Two_playbooks_for_one_cause_are_refused() =>
        Assert.Contains("a second playbook for test.fault", Assert.Throws<PlaybookException>(() => PlaybookSet.Read([("a.yaml", Sound), ("b.yaml", Sound)], Catalogue.BuiltIn)).Message);

    [Fact]
    public void A_playbook_that_explains_an_unknown_cause_is_refused()
    {
        var refusal = Assert.Throws<PlaybookException>(() => PlaybookSet.Read([("a.yaml", Sound + "\nexplains:\n  - cause: no.such-thing")], Catalogue.BuiltIn));
        Assert.Equal(20, refusal.Line);
        Assert.Contains("no.such-thing", refusal.Reason);
    }
}
