using Packaging.Fixture;
using Support.Clients;

namespace Packaging;

/// <summary>A created project as a plain process.</summary>
public sealed class SelfHostedTests(CreatedProject project)
{
    private const string Token = "a-token-for-the-created-project";

    [Theory]
    [InlineData(Conversation.WithSessions)]
    [InlineData(Conversation.Stateless)]
    public async Task A_created_project_serves_its_tools(string revision)
    {
        await using var server = await StartAsync(project.Program);
        await using var client = await OfficialClient.ConnectAsync(server.Ready, Token, revision);

        await Conversation.HoldAsync(client, revision);
    }

    internal static Task<ServerProcess> StartAsync(string program)
    {
        var start = new System.Diagnostics.ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MCP_AUTH_TOKEN"] = Token;
        start.Environment["MCP_SERVER_PORT"] = "0";
        return ServerProcess.StartAsync(start, "MCP endpoint: ");
    }

    internal static Task<ModelContextProtocol.Client.McpClient> ConnectAsync(ServerProcess server, string revision) => OfficialClient.ConnectAsync(server.Ready, Token, revision);
}
