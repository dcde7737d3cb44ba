using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Tests.Catalog.Aggregation;

/// <summary>Functions of the contract <c>mcp</c>: what each answers to each method, as JSON of the result; nothing means that it has no such method.</summary>
internal sealed class ScriptedServer
{
    private readonly Dictionary<(string Function, string Method), string> _results = [];

    private readonly Dictionary<string, string> _notes = [];

    /// <summary>How often a method was called.</summary>
    public Dictionary<string, int> Calls { get; } = [];

    /// <summary>Functions that cannot be called.</summary>
    public HashSet<string> Broken { get; } = [];

    /// <summary>The parameters of the last call of a method.</summary>
    public Dictionary<string, string> Parameters { get; } = [];

    public ScriptedServer Says(string method, string result, string function = "f")
    {
        _results[(function, method)] = result;
        return this;
    }

    /// <summary>Has every later answer to a method begin with that notification.</summary>
    public ScriptedServer Notes(string method, string notification)
    {
        _notes[method] = notification;
        return this;
    }

    public ScriptedServer Lists(string tools, string function = "f") => Says("tools/list", $$"""{"tools":{{tools}}}""", function);

    public IReadOnlyList<TargetStreamEvent> Answer(TargetRequest request)
    {
        var message = JsonDocument.Parse(request.Payload).RootElement;
        var (function, method) = (request.FunctionArn.Split(':')[6], message.GetProperty("method").GetString()!);
        var parameters = message.GetProperty("params").GetRawText();
        lock (Calls)
        {
            Calls[method] = Calls.GetValueOrDefault(method) + 1;
            Parameters[method] = parameters;
            if (Broken.Contains(function))
                throw new TargetUnavailableException(TargetFailure.NotFound, "gone");
        }

        var answer = _results.TryGetValue((function, method), out var result)
            ? $"\"result\":{result}"
            : """
              "error":{"code":-32601,"message":"Method not found"}
              """;
        var json = $$"""{"jsonrpc":"2.0","id":{{message.GetProperty("id").GetRawText()}},{{answer}}}""";
        var note = _notes.TryGetValue(method, out var notification) ? $$"""{"jsonrpc":"2.0","method":"{{notification}}"}""" + "\n" : "";
        return [new TargetChunk(Encoding.UTF8.GetBytes(note + json.Replace("\n", "", StringComparison.Ordinal) + "\n")), new TargetStreamEnd(null, null, "r-1")];
    }
}
