using System.Runtime.InteropServices;
using Packaging.Fixture;

namespace Packaging;

/// <summary>A created project as the native code that is deployed.</summary>
public sealed class NativeTests(CreatedProject project)
{
    // It takes minutes, and needs a feed with the native pack: .ci/run asks for it by name.
    [Fact(Explicit = true)]
    public async Task A_created_project_is_published_natively_without_a_warning()
    {
        if (CreatedProject.NativeFramework is not { } framework)
        {
            Assert.Skip("LAMBDA_MCP_NATIVE names no framework to publish native code for.");
            return;
        }

        await project.NewAsync("lambda-mcp", "--name", "NativeServer", "--framework", framework);
        await project.RunAsync("NativeServer", "publish", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-p:PublishAot=true", "-warnaserror", "-o", "native");
        await using var server = await SelfHostedTests.StartAsync(project.Beside("NativeServer", "native", "bootstrap"));
        await using var client = await SelfHostedTests.ConnectAsync(server, Conversation.Stateless);

        await Conversation.HoldAsync(client, Conversation.Stateless);
    }
}
