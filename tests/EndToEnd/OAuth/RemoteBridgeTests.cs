using System.Text.Json;

namespace EndToEnd.OAuth;

/// <summary>mcp-remote, which brings remote servers to clients that only know stdio.</summary>
[Collection(OAuthDeployment.Collection)]
public sealed class RemoteBridgeTests(OAuthDeployment stack)
{
    [Fact]
    public async Task It_authorizes_its_user_and_passes_calls_on()
    {
        var issuer = stack.Issuer;
        var folder = Directory.CreateTempSubdirectory("lambda-mcp-remote-");
        try
        {
            var (exitCode, output, errors) = await Script.NodeAsync(
                Repository.Path("tests", "EndToEnd", "js", "mcp-remote.mjs"), "mcp-remote", [stack.Ready.McpUrl, "echo", folder.FullName]);

            Assert.True(exitCode == 0, $"mcp-remote.mjs ended with {exitCode}:\n{errors}\n{output}");
            var answer = JsonDocument.Parse(output).RootElement;
            Assert.True(answer.TryGetProperty("result", out var result), output);
            var context = JsonDocument.Parse(result.GetProperty("structuredContent").GetProperty("clientContext").GetProperty("mcp").GetString()!).RootElement;
            Assert.Equal($"{issuer}#alice", context.GetProperty("principal").GetString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
