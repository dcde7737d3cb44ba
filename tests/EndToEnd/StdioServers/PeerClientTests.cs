using System.Diagnostics;
using System.Text.Json;

namespace EndToEnd.StdioServers;

/// <summary>The clients that come with run-mcp-servers-with-aws-lambda work with our functions as they are: by Invoke, and by a signed function URL.</summary>
[Collection(StdioServersDeployment.Collection)]
public sealed class PeerClientTests(StdioServersDeployment stack)
{
    private const string Package = "@aws/run-mcp-servers-with-aws-lambda";

    [Theory]
    [InlineData("invoke")]
    [InlineData("url")]
    public async Task A_peers_client_lists_calls_reads_and_gets(string way)
    {
        Require.Program("node");
        var target = way == "url" ? new Uri(new(stack.Ready.FunctionUrls!["EverythingFunction"]), "mcp").ToString() : "private-stdio-everything";
        var start = new ProcessStartInfo("node", [Repository.Path("tests", "EndToEnd", "StdioServers", "js", "peer.mjs"), way, target, stack.Ready.Region]);
        start.Environment["LAMBDA_MCP_NODE_MODULES"] = Require.NodePackage(Package);
        start.Environment["AWS_ENDPOINT_URL_LAMBDA"] = stack.Ready.LambdaUrl;
        start.Environment["AWS_ACCESS_KEY_ID"] = stack.Ready.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = stack.Ready.SecretAccessKey;

        var (exitCode, output, errors) = await Script.RunAsync(start, "");

        Assert.True(exitCode == 0, $"{errors}\n{output}");
        var outcome = JsonDocument.Parse(output).RootElement;
        Assert.Equal("mcp-servers/everything", outcome.GetProperty("server").GetProperty("name").GetString());
        Assert.Contains("echo", outcome.GetProperty("tools").EnumerateArray().Select(tool => tool.GetString()));
        Assert.Equal("Echo: hello", outcome.GetProperty("echo").GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Contains("Resource 9", outcome.GetProperty("read").GetProperty("contents")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(0, outcome.GetProperty("prompt").GetProperty("messages").GetArrayLength());
        Assert.True(outcome.GetProperty("failed").GetBoolean());
    }
}
