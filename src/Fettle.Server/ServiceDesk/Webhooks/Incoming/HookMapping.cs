namespace Fettle.Server.ServiceDesk.Webhooks.Incoming;

/// <summary>
/// How what a program says becomes a ticket. Texts name places in its JSON between double braces: <c>{{labels.alertname}} on {{labels.instance|somewhere}}</c>;
/// what stands after the bar is for where there is nothing. A number goes into a list: <c>{{alerts.0.status}}</c>.
/// </summary>
/// <param name="Each">A list in it whose members are each a thing of their own, <c>alerts</c>; places are then looked for in the member, then in the whole. Null: the whole is one thing.</param>
/// <param name="Key">What the thing is known by: its next word comes to the same ticket. Null: every call is a new ticket.</param>
/// <param name="State">What says whether it is over, with <paramref name="SolvedWhen"/>.</param>
/// <param name="SolvedWhen">The values of <paramref name="State"/> that say it is, with commas between: <c>resolved,ok</c>.</param>
/// <param name="Severity">What says how bad it is, with <paramref name="Severities"/>.</param>
/// <param name="Severities">Impact and urgency by it: <c>critical=high,high; warning=medium,medium</c>.</param>
/// <param name="Device">The name of the device that it is about.</param>
/// <param name="Requester">The mail address of whom it concerns, where the house knows it.</param>
/// <param name="Tags">With commas between.</param>
internal sealed record HookMapping(
    string Subject, string Body, string? Key = null, string? Each = null, string? State = null, string? SolvedWhen = null, string? Severity = null, string? Severities = null,
    string? Device = null, string? Requester = null, string? Tags = null)
{
    /// <summary>What well-known programs send, to begin with.</summary>
    public static readonly IReadOnlyDictionary<string, HookMapping> Shipped = new Dictionary<string, HookMapping>(StringComparer.Ordinal)
    {
        ["alertmanager"] = new(
            "{{annotations.summary|{{labels.alertname|Alert}}}}", "{{annotations.description}}\n\nAlert: {{labels.alertname}}\nInstance: {{labels.instance}}\nSeverity: {{labels.severity}}\n{{generatorURL}}",
            "{{fingerprint}}", "alerts", "{{status}}", "resolved", "{{labels.severity}}", "critical=high,high; warning=medium,medium; info=low,low", "{{labels.instance}}"),
        ["grafana"] = new(
            "{{annotations.summary|{{labels.alertname|Alert}}}}", "{{annotations.description}}\n\n{{valueString}}\n\n{{panelURL|{{generatorURL}}}}", "{{fingerprint}}", "alerts", "{{status}}",
            "resolved", "{{labels.severity}}", "critical=high,high; warning=medium,medium; info=low,low", "{{labels.instance}}"),
        ["zabbix"] = new(
            "{{name|Problem}}", "{{message}}\n\nHost: {{host}}\nSeverity: {{severity}}", "{{eventid}}", null, "{{value}}", "0,RESOLVED,OK", "{{severity}}",
            "Disaster=high,high; High=high,medium; Average=medium,medium; Warning=medium,low; Information=low,low", "{{host}}"),
        ["uptimeKuma"] = new(
            "{{monitor.name|A site}} does not answer", "{{msg}}\n\n{{monitor.url}}", "{{monitor.id}}", null, "{{heartbeat.status}}", "1", null, null, "{{monitor.hostname}}"),
        ["anything"] = new("{{subject|A message}}", "{{text}}", "{{id}}", null, "{{status}}", "resolved,closed,ok", "{{severity}}", "critical=high,high; warning=medium,medium; info=low,low", "{{device}}", "{{requester}}", "{{tags}}"),
    };
}
