using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

internal sealed record ClientApplication : IClientApplication
{
    public string? AppPackageName { get; private init; }

    public string? AppTitle { get; private init; }

    public string? AppVersionCode { get; private init; }

    public string? AppVersionName { get; private init; }

    public string? InstallationId { get; private init; }

    public static ClientApplication Read(JsonElement client) => new()
    {
        AppPackageName = Value(client, "app_package_name"),
        AppTitle = Value(client, "app_title"),
        AppVersionCode = Value(client, "app_version_code"),
        AppVersionName = Value(client, "app_version_name"),
        InstallationId = Value(client, "installation_id"),
    };

    private static string? Value(JsonElement client, string name) => client.TryGetProperty(name, out JsonElement value) ? value.ToString() : null;
}
