using System.Text.Json;
using Packaging.Fixture;
using Support.Clients;

namespace Packaging;

/// <summary>A created project's stack on this machine: API Gateway, the authorizer and the other roles of its one program.</summary>
public sealed class LocalTests(CreatedProject project)
{
    [Fact]
    public async Task The_stack_of_a_created_project_runs_locally()
    {
        var readyFile = project.Beside("ready.json");
        var local = Repository.Path("artifacts", "net10.0", "bin", "LambdaMcp.Local", Repository.Configuration.ToLowerInvariant(), "LambdaMcp.Local.dll");
        var start = DotNet.Describe("dotnet", project.Folder, project.Beside("restored"), local, "--port", "0", "--ready-file", readyFile);
        using var watcher = new FileSystemWatcher(project.Beside(), Path.GetFileName(readyFile)) { EnableRaisingEvents = true };
        var written = new TaskCompletionSource();
        watcher.Renamed += (_, _) => written.TrySetResult();
        await using var server = await ServerProcess.StartAsync(start, "session=");
        await written.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var ready = JsonDocument.Parse(await File.ReadAllTextAsync(readyFile, TestContext.Current.CancellationToken)).RootElement;
        foreach (var revision in (string[])[Conversation.WithSessions, Conversation.Stateless])
        {
            await using var client = await OfficialClient.ConnectAsync(ready.GetProperty("mcpUrl").GetString()!, ready.GetProperty("token").GetString()!, revision);
            await Conversation.HoldAsync(client, revision);
        }
    }
}
