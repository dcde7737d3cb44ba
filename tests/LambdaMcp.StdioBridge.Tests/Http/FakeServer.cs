using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.StdioBridge.Http;
using LambdaMcp.StdioClient;

namespace LambdaMcp.StdioBridge.Tests.Http;

/// <summary>A stdio server without a process.</summary>
internal sealed class FakeServer
{
    private readonly Dictionary<string, Func<McpRequest, string>> _answers = new(StringComparer.Ordinal);

    public ServerHandshake Handshake { get; private set; } = Introduce("""{"tools":{"listChanged":true},"prompts":{},"resources":{"subscribe":true},"completions":{},"logging":{}}""");

    /// <summary>What it was asked, in order.</summary>
    public List<McpRequest> Asked { get; } = [];

    /// <summary>What keeps it from starting.</summary>
    public ServerFailedException? Failure { get; set; }

    public ServerRequests Requests => new(StartAsync, new(CallAsync, Written.Calls));

    /// <summary>What is written down of calls.</summary>
    public WrittenRecords Written { get; } = new();

    public void Begin(string capabilities) => Handshake = Introduce(capabilities);

    public void BeginAnew() => Handshake = Handshake with { };

    public FakeServer Answer(string method, Func<McpRequest, string> answer)
    {
        _answers[method] = answer;
        return this;
    }

    public FakeServer Answer(string method, string answer) => Answer(method, _ => answer);

    public int Times(string method) => Asked.Count(request => request.Method == method);

    private ValueTask<ServerHandshake> StartAsync(CancellationToken cancellationToken) => Failure is null ? new(Handshake) : throw Failure;

    private ValueTask<McpResult> CallAsync(McpRequest request, CancellationToken cancellationToken)
    {
        Asked.Add(request);
        return new(new Result(Parse(_answers[request.Method](request))));
    }

    private static ServerHandshake Introduce(string capabilities) => new()
    {
        ProtocolVersion = "2025-11-25",
        IsStateless = false,
        ServerInfo = Parse("""{"name":"child","title":"The child","version":"1.2.3","websiteUrl":"https://example.com"}"""),
        Capabilities = Parse(capabilities),
        Instructions = "Ask nicely.",
    };

    private static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    private sealed class Result(JsonElement json) : McpResult
    {
        public override void WriteMembers(Utf8JsonWriter writer)
        {
            foreach (var member in json.EnumerateObject())
                member.WriteTo(writer);
        }
    }
}
