using System.Diagnostics;
using System.Text.Json.Nodes;
using EndToEnd.Fixture;
using Support.Bedrock;

namespace EndToEnd.Chat;

/// <summary>The command line's conversation as a process of its own: a model's part is played, the tools are the deployment's.</summary>
public sealed class ChatTests(LocalDeployment stack)
{
    private static readonly string Program = Repository.Path("artifacts", "net10.0", "bin", "LambdaMcp.Cli", Repository.Configuration.ToLowerInvariant(), "lambda-mcp.dll");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("--no-stream")]
    public async Task A_model_finds_a_customer_with_the_samples(string option)
    {
        await using var bedrock = await EmulatedBedrock.StartAsync(
        [
            Turn("tool_use", Text("Let me look."), Use("1", "customer-by-email", new() { ["email"] = "ada.ferreira@example.com" }), Use("2", "failing", new() { ["message"] = "out of stock" })),
            Turn("tool_use", Use("3", "customer-by-id", new() { ["customerId"] = "C-1001" }), Use("4", "binary-answer", [])),
            Turn("end_turn", Text("She is Ada Ferreira.")),
        ]);

        var (exitCode, output, errors) = await Script.RunAsync(Start(bedrock, [.. option.Length == 0 ? (string[])[] : [option], "Who has the address ada.ferreira@example.com?"]), "");

        Assert.True(exitCode == 0, errors);
        Assert.Equal("Let me look.\nShe is Ada Ferreira.\n", output);
        Assert.Contains("← customer-by-id: data", errors, StringComparison.Ordinal);
        Assert.Contains("← failing: error: ", errors, StringComparison.Ordinal);
        Assert.Matches("← binary-answer: .*png image of [0-9]+ bytes", errors);

        var offered = bedrock.Requests[0]["body"]!["toolConfig"]!["tools"]!.AsArray().Select(tool => tool!["toolSpec"]!["name"]!.GetValue<string>());
        Assert.Superset(Samples.Names.ToHashSet(), offered.ToHashSet());
        var found = Results(bedrock, 1);
        Assert.Equal("C-1001", found[0]["content"]![0]!["json"]!["customerId"]!.GetValue<string>());
        Assert.Equal("error", found[1]["status"]!.GetValue<string>());
        Assert.Equal("ada.ferreira@example.com", Results(bedrock, 2)[0]["content"]![0]!["json"]!["email"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_pipe_of_questions_is_one_conversation()
    {
        await using var bedrock = await EmulatedBedrock.StartAsync([Turn("end_turn", Text("One.")), Turn("end_turn", Text("Two."))]);

        var (exitCode, output, errors) = await Script.RunAsync(Start(bedrock, ["--tool", "customer-*", "--json"]), "First?\nSecond?\n");

        Assert.True(exitCode == 0, errors);
        Assert.All(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => JsonNode.Parse(line));
        Assert.Equal(3, bedrock.Requests[1]["body"]!["messages"]!.AsArray().Count);
        Assert.All(bedrock.Requests[1]["body"]!["toolConfig"]!["tools"]!.AsArray(), tool => Assert.StartsWith("customer-", tool!["toolSpec"]!["name"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_interrupt_ends_an_answer_and_not_the_program()
    {
        Require.That(OperatingSystem.IsLinux(), "env resets a signal that whoever runs the tests ignores on Linux alone.");
        await using var bedrock = await EmulatedBedrock.StartAsync([Turn("end_turn", Text("Never.")), Turn("end_turn", Text("Here."))]);
        using var process = new Process { StartInfo = Interruptible.Of(Start(bedrock, [])) };
        process.StartInfo.RedirectStandardInput = process.StartInfo.RedirectStandardOutput = process.StartInfo.RedirectStandardError = true;
        var isFirst = true;
        bedrock.BeforeAnswer = async () =>
        {
            if (!isFirst)
                return;
            isFirst = false;
            using var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(Cancellation);
            await Task.Delay(Timeout.Infinite, bedrock.Stopping);
        };

        process.Start();
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        await process.StandardInput.WriteAsync("First?\nSecond?\n");
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }

        Assert.Equal("Here.\n", await output);
        Assert.Contains("Interrupted.", await errors, StringComparison.Ordinal);
        Assert.Single(bedrock.Requests[1]["body"]!["messages"]!.AsArray());
    }

    private ProcessStartInfo Start(EmulatedBedrock bedrock, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "chat", .. arguments]);
        start.Environment["AWS_REGION"] = stack.Ready.Region;
        start.Environment["AWS_ACCESS_KEY_ID"] = stack.Ready.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = stack.Ready.SecretAccessKey;
        start.Environment["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = bedrock.Url;
        start.Environment["MCP_URL"] = stack.Ready.McpUrl;
        start.Environment["MCP_TOKEN"] = stack.Ready.Token;
        return start;
    }

    private static JsonNode[] Results(EmulatedBedrock bedrock, int request) =>
        [.. bedrock.Requests[request]["body"]!["messages"]!.AsArray()[^1]!["content"]!.AsArray().Select(block => block!["toolResult"]!)];

    private static JsonObject Text(string text) => new() { ["text"] = text };

    private static JsonObject Use(string id, string name, JsonObject input) =>
        new() { ["toolUse"] = new JsonObject { ["toolUseId"] = id, ["name"] = name, ["input"] = input } };

    private static JsonObject Turn(string stopReason, params JsonObject[] content) => new()
    {
        ["answer"] = new JsonObject
        {
            ["content"] = new JsonArray([.. content]),
            ["stopReason"] = stopReason,
            ["usage"] = new JsonObject { ["inputTokens"] = 100, ["outputTokens"] = 10, ["totalTokens"] = 110 },
        },
    };
}
