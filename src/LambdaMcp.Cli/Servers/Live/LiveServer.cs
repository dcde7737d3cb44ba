using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Servers.Files;
using LambdaMcp.Protocol;
using LambdaMcp.StdioClient;

namespace LambdaMcp.Cli.Servers.Live;

/// <summary>A server that runs on this machine, through the same client as on Lambda.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    // A list that goes on for ever is a server's mistake.
    private const int MostPages = 100;

    private readonly StdioServerClient _client;
    private readonly LastLines<StdioServerClient> _lines = new();
    private ServerHandshake _handshake = null!;

    private LiveServer(Server server, string folder, IReadOnlyDictionary<string, string> env, TimeSpan limit, TimeProvider clock) => _client = new(
        new StdioServerOptions { Command = server.Command, Args = server.Args, Env = env, Directory = folder, StartLimit = limit, CallLimit = limit, ClientCapabilities = [] },
        _lines, clock);

    /// <summary>The revision that is spoken with it.</summary>
    public string ProtocolVersion => _handshake.ProtocolVersion;

    /// <summary>Starts it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="folder">The folder with its packages.</param>
    /// <param name="limit">How long it may take to start, and each call.</param>
    /// <param name="context">The world, whose environment may have its secrets.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FailedException">It does not start.</exception>
    public static async Task<LiveServer> StartAsync(Server server, string folder, TimeSpan limit, CliContext context, CancellationToken cancellationToken)
    {
        var env = new Dictionary<string, string>(server.Env);
        foreach (var variable in server.Secrets.Keys)
            env[variable] = context.Setting(variable) ?? "placeholder";
        var live = new LiveServer(server, folder, env, limit, context.Clock);
        try
        {
            live._handshake = await live.TellAsync(async () => await live._client.StartAsync(cancellationToken));
            return live;
        }
        catch
        {
            await live.DisposeAsync();
            throw;
        }
    }

    /// <summary>Everything of a list, such as <c>tools</c>; nothing where the server does not have it.</summary>
    /// <exception cref="FailedException">It failed.</exception>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string kind, CancellationToken cancellationToken)
    {
        var all = new List<JsonObject>();
        if (!_handshake.Has(kind))
            return all;
        string? cursor = null;
        for (var page = 0; page == 0 || cursor is not null; page++)
        {
            if (page == MostPages)
                throw new FailedException($"{kind}/list has more than {MostPages} pages");
            var result = await AskAsync($"{kind}/list", cursor is null ? [] : new JsonObject { ["cursor"] = cursor }, cancellationToken);
            all.AddRange((result[kind] as JsonArray ?? throw new FailedException($"the answer to {kind}/list has no {kind}")).OfType<JsonObject>());
            cursor = result["nextCursor"]?.ToString();
        }

        return all;
    }

    /// <summary>Calls a tool.</summary>
    /// <exception cref="FailedException">It failed, or its result says so.</exception>
    public async Task CallAsync(string tool, JsonObject arguments, CancellationToken cancellationToken)
    {
        var result = await AskAsync("tools/call", new JsonObject { ["name"] = tool, ["arguments"] = arguments.DeepClone() }, cancellationToken);
        if (result["isError"]?.GetValue<bool>() == true)
            throw new FailedException($"{tool} failed: {(result["content"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault()?["text"]?.ToString() ?? "it does not say why"}");
        if (result["content"] is null && result["structuredContent"] is null)
            throw new FailedException(result["inputRequests"] is null ? $"{tool} answered without content" : $"{tool} asks its user something, who is not here: give verify.tool another");
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task<JsonObject> AskAsync(string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(parameters.ToJsonString());
        var request = new McpRequest { Id = default, Method = method, Params = document.RootElement, ProtocolVersion = ProtocolVersion, IsStateless = _handshake.IsStateless, Principal = "anonymous" };
        var result = await TellAsync(async () => await _client.CallAsync(request, cancellationToken));
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            result.WriteWithMeta(writer);
            writer.WriteEndObject();
        }

        return (JsonObject)JsonNode.Parse(stream.GetBuffer().AsSpan(0, (int)stream.Length))!;
    }

    private async Task<TResult> TellAsync<TResult>(Func<Task<TResult>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception error) when (error is ServerFailedException or ModelContextProtocol.McpException)
        {
            // Why it ended, only the server knows, and says there.
            var words = error is ServerFailedException { Failure: ServerFailure.NotStarted or ServerFailure.Ended } ? string.Join(" / ", _lines.Read()) : "";
            throw new FailedException(words.Length > 0 ? $"{error.Message.TrimEnd('.')}: {words}" : error.Message, innerException: error);
        }
    }
}
