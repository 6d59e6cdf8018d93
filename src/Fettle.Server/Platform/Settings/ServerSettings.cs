using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Fettle.Server.Platform.Settings;

/// <summary>Where the server listens and keeps what it has.</summary>
internal sealed record ServerSettings
{
    [Description("Where the server listens; several with a semicolon between. A certificate for https is set under `Kestrel:Endpoints`, as for every ASP.NET Core server.")]
    public string Urls { get; init; } = SettingsSources.DefaultUrls;

    [Description("The folder for the database (SQLite), attachments, keys and the journal's anchors.")]
    public string Data { get; init; } = "data";

    [Description("Empty: SQLite in the data folder. Otherwise a PostgreSQL connection string such as `Host=/run/postgresql;Database=fettle;Username=fettle`.")]
    public string? Database { get; init; }

    [Url, Description("The address that people use, where it is not `Urls`: behind a reverse proxy. Links in messages and passkeys are made for it.")]
    public string? PublicUrl { get; init; }

    [Description("Addresses of reverse proxies, with commas between, whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.")]
    public string? TrustedProxies { get; init; }
}
