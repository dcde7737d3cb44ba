using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.StdioClient.Wire;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.StdioClient.Handshakes;

/// <summary>
/// Agrees with a server on a revision, the best that it has (MCP 2026-07-28, "stdio", backward compatibility): it is asked for <c>server/discover</c>, and what does
/// not know that is greeted with <c>initialize</c>.
/// </summary>
/// <param name="line">The way to the server.</param>
/// <param name="options">The server.</param>
/// <param name="probes">Whether it is asked for <c>server/discover</c> at all: some servers end at what is not <c>initialize</c>.</param>
/// <param name="time">The clock.</param>
internal sealed class Greeting(ServerLine line, StdioServerOptions options, bool probes, TimeProvider time)
{
    // Servers answer at once when they have started, or never; one that starts slowly gets both requests.
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(3);

    private string _refusal = "The server knows no revision that is known here.";

    /// <summary>Whether the server was asked for <c>server/discover</c> and has not answered.</summary>
    public bool IsProbeOpen { get; private set; }

    /// <exception cref="ServerFailedException">The server ended, or refused.</exception>
    public async Task<ServerHandshake> RunAsync(CancellationToken cancellationToken)
    {
        if (!probes)
            return await InitializeAsync(cancellationToken) ?? throw Refused();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var probe = DiscoverAsync(end.Token);
        try
        {
            if (await InTimeAsync(probe, cancellationToken) && await probe is { } discovered)
                return discovered;
            return await InitializeAsync(cancellationToken) ?? (await InTimeAsync(probe, cancellationToken) ? await probe : null) ?? throw Refused();
        }
        finally
        {
            await end.CancelAsync();
            _ = probe.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    private async Task<bool> InTimeAsync(Task probe, CancellationToken cancellationToken)
    {
        await Task.WhenAny(probe, Task.Delay(ProbeLimit, time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        return probe.IsCompleted;
    }

    /// <returns>Null when the server does not speak the stateless revision.</returns>
    private async Task<ServerHandshake?> DiscoverAsync(CancellationToken cancellationToken)
    {
        try
        {
            IsProbeOpen = true;
            var result = await line.AskAsync(
                RequestMethods.ServerDiscover, writer => ClientSelf.WriteMeta(writer, ProtocolVersions.Stateless, options), cancellationToken);
            IsProbeOpen = false;
            return Lists(result, "supportedVersions", ProtocolVersions.Stateless)
                ? Read(result, ProtocolVersions.Stateless, isStateless: true)
                : null;
        }
        catch (McpProtocolException error)
        {
            IsProbeOpen = false;
            if (error is McpErrorException { ErrorCode: McpErrorCode.UnsupportedProtocolVersion, ErrorData: { ValueKind: JsonValueKind.Object } data } && !ListsAny(data, "supported"))
                throw Refused();
            return null;
        }
    }

    /// <returns>Null when the server answers with an error.</returns>
    private async Task<ServerHandshake?> InitializeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await line.AskAsync(RequestMethods.Initialize, WriteInitialize, cancellationToken);
            line.Notify(NotificationMethods.InitializedNotification);
            var version = result.TryGetProperty("protocolVersion"u8, out var agreed) && agreed.ValueKind == JsonValueKind.String ? agreed.GetString()! : ProtocolVersions.Assumed;
            return Read(result, version, isStateless: false);
        }
        catch (McpProtocolException refused)
        {
            _refusal = $"The server refused the handshake: {refused.Message}";
            return null;
        }
    }

    private void WriteInitialize(Utf8JsonWriter writer)
    {
        writer.WriteString("protocolVersion"u8, ProtocolVersions.LatestWithSessions);
        writer.WritePropertyName("capabilities"u8);
        ClientSelf.WriteCapabilities(writer, options);
        writer.WritePropertyName("clientInfo"u8);
        ClientSelf.WriteInfo(writer);
    }

    private static ServerHandshake Read(JsonElement result, string version, bool isStateless) => new()
    {
        ProtocolVersion = version,
        IsStateless = isStateless,
        ServerInfo = ServerInfoOf(result, isStateless),
        Capabilities = ObjectOf(result, "capabilities"),
        Instructions = result.TryGetProperty("instructions"u8, out var instructions) && instructions.ValueKind == JsonValueKind.String ? instructions.GetString() : null,
    };

    private static JsonElement ServerInfoOf(JsonElement result, bool isStateless) =>
        isStateless ? ObjectOf(ObjectOf(result, "_meta"), MetaKeys.ServerInfo) : ObjectOf(result, "serverInfo");

    private static JsonElement ObjectOf(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : EmptyObject();

    private static JsonElement EmptyObject() => JsonDocument.Parse("{}").RootElement;

    private static bool Lists(JsonElement parent, string name, string version) =>
        parent.TryGetProperty(name, out var versions) && versions.ValueKind == JsonValueKind.Array &&
        versions.EnumerateArray().Any(known => known.ValueKind == JsonValueKind.String && known.ValueEquals(version));

    private static bool ListsAny(JsonElement parent, string name) => ProtocolVersions.Supported.Any(version => Lists(parent, name, version));

    private ServerFailedException Refused() => new(ServerFailure.NotStarted, _refusal);
}
