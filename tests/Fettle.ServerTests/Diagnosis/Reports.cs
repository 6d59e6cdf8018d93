namespace Fettle.ServerTests.Diagnosis;

/// <summary>What devices report, as the agent writes it.</summary>
internal static class Reports
{
    public const string FullDisk =
        """
        {
          "findings": [
            {
              "cause": "fs.full", "title": "/var is 100 % full", "severity": "critical", "confidence": 0.97,
              "explanation": "The disk of your computer is full, so nothing can be saved.",
              "evidence": [{"probe": "mounts", "says": "/var has 0 B of 20 GB left", "weight": 4.2}, {"probe": "mounts", "says": "/home has room", "weight": -0.4}],
              "ruledOut": [], "instances": [{"key": "/var"}], "explainedBy": [],
              "remedies": [
                {"id": "clean-caches", "title": "Delete downloaded packages", "risk": "safe", "commands": ["apt-get clean"], "undo": []},
                {"id": "grow", "title": "Grow the volume", "risk": "dangerous", "commands": ["lvextend -r -L+10G /dev/vg/var"], "undo": []},
                {"id": "trick", "title": "Not what it seems", "risk": "safe", "commands": ["echo \u202Esl"], "undo": []},
                {"id": "ask", "title": "Ask whose files these are", "risk": "safe", "commands": [], "undo": []}
              ]
            },
            {
              "cause": "time.off", "title": "The clock is 2 s off", "severity": "info", "confidence": 0.5, "explanation": "x",
              "evidence": [], "ruledOut": [], "remedies": []
            }
          ],
          "ruledOut": [{"cause": "net.no-default-route", "why": "There is a default route"}],
          "startedAt": "2031-01-06T09:00:00Z", "durationMs": 812, "agentVersion": "0.1.0", "host": "pc-1",
          "probes": [{"probe": "mounts", "outcome": "measured", "durationMs": 12}],
          "facts": {"measured": {}, "runs": []}
        }
        """;

    public const string Healthy = """{"findings": [], "ruledOut": [{"cause": "fs.full", "why": "There is room"}], "startedAt": "2031-01-06T09:00:00Z", "durationMs": 5, "agentVersion": "0.1.0", "host": "pc-1"}""";

    public static string Fix(bool verified) =>
        $$"""
        {
          "cause": "fs.full", "applied": [{"command": "apt-get clean", "exitCode": 0, "output": ""}], "verified": {{(verified ? "true" : "false")}},
          "before": [{"probe": "mounts", "says": "/var has 0 B left", "weight": 4.2}], "after": [{"probe": "mounts", "says": "/var has 6 GB left", "weight": -3}]
        }
        """;

    /// <param name="state">gone, present, unknown.</param>
    public static string Verification(string state, string instance = "/var") =>
        $$"""
        {"causes": [{"cause": "fs.full", "state": "{{state}}", "instances": ["{{instance}}"], "evidence": [{"probe": "mounts", "says": "{{instance}} is looked at", "weight": 1}]}], "durationMs": 3}
        """;
}
