using System.Text.Json.Nodes;
using LambdaMcp.Cli.Tools;

namespace LambdaMcp.Cli.Config;

/// <summary>Writes what a client takes.</summary>
/// <param name="Kind">The client.</param>
/// <param name="Name">What the server is called there.</param>
internal sealed record ClientConfiguration(ClientKind Kind, string Name)
{
    /// <summary>What is to be replaced where a client's file cannot name an environment variable.</summary>
    public const string Placeholder = "PASTE-THE-TOKEN-HERE";

    private const string InputId = "mcp-token";

    /// <summary>For a server with a URL.</summary>
    /// <param name="url">Where it answers.</param>
    /// <param name="token">The token itself; null: a reference to where it is.</param>
    /// <param name="variable">The environment variable that has it.</param>
    public JsonObject Remote(Uri url, string? token, string variable)
    {
        if (Kind.NeedsBridge)
        {
            // A space within an argument is lost on the way in some versions, so the whole value comes from the environment.
            return File(new JsonObject
            {
                ["command"] = "npx",
                ["args"] = new JsonArray("-y", "mcp-remote", url.ToString(), "--header", "Authorization:${AUTH_HEADER}"),
                ["env"] = new JsonObject { ["AUTH_HEADER"] = $"Bearer {token ?? Placeholder}" },
            });
        }

        var reference = token ?? (Kind.HasInputs ? $"${{input:{InputId}}}" : Kind.Variable!(variable));
        var server = new JsonObject();
        if (Kind.HasTypes)
            server["type"] = "http";
        server["url"] = url.ToString();
        server["headers"] = new JsonObject { ["Authorization"] = $"Bearer {reference}" };
        var file = File(server);
        if (Kind.HasInputs && token is null)
            file.Insert(0, "inputs", new JsonArray(new JsonObject { ["type"] = "promptString", ["id"] = InputId, ["description"] = $"Bearer token of {Name}", ["password"] = true }));
        return file;
    }

    /// <summary>For the endpoint's executable, which the client starts itself.</summary>
    public JsonObject Stdio(string executable, IReadOnlyDictionary<string, string> variables)
    {
        var server = new JsonObject();
        if (Kind.HasTypes)
            server["type"] = "stdio";
        server["command"] = executable;
        server["args"] = new JsonArray("--stdio");
        if (variables.Count > 0)
            server["env"] = new JsonObject(variables.Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)variable.Value)));
        return File(server);
    }

    /// <summary>The command that starts the client with a server that has a URL.</summary>
    public static string RemoteCommand(Uri url, string? token, string variable) =>
        $"npx -y @modelcontextprotocol/inspector --transport http --server-url {ExampleCall.Quoted(url.ToString())} --header \"Authorization: Bearer {token ?? $"${variable}"}\"";

    /// <summary>The command that starts the client with the endpoint's executable.</summary>
    public static string StdioCommand(string executable, IReadOnlyDictionary<string, string> variables) => string.Join(' ',
        ["npx -y @modelcontextprotocol/inspector", .. variables.Select(variable => $"-e {ExampleCall.Quoted($"{variable.Key}={variable.Value}")}"), "--", ExampleCall.Quoted(executable), "--stdio"]);

    private JsonObject File(JsonObject server) => new() { [Kind.Servers] = new JsonObject { [Name] = server } };
}
