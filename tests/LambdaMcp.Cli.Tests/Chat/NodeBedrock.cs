using System.Diagnostics;
using System.Text.Json.Nodes;
using Support.Bedrock;

namespace LambdaMcp.Cli.Tests.Chat;

/// <summary>The service that holds each request against the model of AWS's JavaScript SDK, where Node and that SDK are.</summary>
public sealed class NodeBedrock : IAsyncDisposable
{
    private const string Package = "@aws-sdk/client-bedrock-runtime";

    private readonly HttpClient _http = new();
    private Process? _process;
    private string? _url;

    private static string Program { get; } = Repository.Path("tests", "Support", "Bedrock", "bedrock.mjs");

    /// <summary>What AWS's client reads of conversations' answers: a line of JSON for each.</summary>
    internal static async Task<string[]> JudgeAsync(IEnumerable<string> names)
    {
        var (exitCode, output, errors) = await Script.NodeAsync(Program, Package, ["--judge", .. names.Select(Conversation.PathOf)]);
        Assert.True(exitCode == 0, errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Gives the service a conversation to lead.</summary>
    /// <returns>Its URL.</returns>
    internal async Task<string> LeadAsync(IEnumerable<JsonObject> turns)
    {
        _url ??= await StartAsync();
        var conversation = new JsonObject { ["turns"] = new JsonArray([.. turns.Select(turn => turn.DeepClone())]) };
        using var content = new StringContent(conversation.ToJsonString());
        using var answer = await _http.PutAsync(new Uri(_url + "/conversation"), content, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return _url;
    }

    /// <summary>The requests of the conversation: <c>path</c>, <c>body</c>, and <c>problems</c>, what is wrong with it.</summary>
    internal async Task<IReadOnlyList<JsonObject>> RequestsAsync()
    {
        var requests = await _http.GetStringAsync(new Uri(_url + "/requests"), TestContext.Current.CancellationToken);
        return [.. JsonNode.Parse(requests)!.AsArray().Select(request => request!.AsObject())];
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is null)
            return;
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> StartAsync()
    {
        Require.Program("node");
        var start = new ProcessStartInfo("node", [Program]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["LAMBDA_MCP_NODE_MODULES"] = Require.NodePackage(Package);
        start.Environment["NODE_NO_WARNINGS"] = "1";
        _process = Process.Start(start)!;
        var line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(line);
        return JsonNode.Parse(line)!["url"]!.GetValue<string>();
    }
}
