using Amazon.Runtime;
using LambdaMcp.AwsCalls.Bedrock;
using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.Cli.Chat.Terminal;
using LambdaMcp.Cli.Output;
using LambdaMcp.Local.Signing;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Cli.Tests.Chat;

/// <summary>The command <c>chat</c> in this process, with a service in the place of Bedrock.</summary>
internal sealed class Talk : IDisposable
{
    public const string KeyId = "AKIDEXAMPLE";
    public const string Secret = "secret";
    public const string Region = "us-east-1";

    /// <summary>What is typed or piped in.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    public bool IsTyped { get; init; }

    /// <summary>How often the SDK repeats what failed.</summary>
    public int Retries { get; init; } = 4;

    public Interrupts Interrupts { get; } = new();

    public WatchedWriter Errors { get; init; } = new();

    public void Dispose()
    {
        Interrupts.Dispose();
        Errors.Dispose();
    }

    /// <summary>Refuses a request whose signature is not right.</summary>
    public static string? Refusal(HttpRequest request, byte[] body)
    {
        var result = new SigV4Verifier(new(KeyId, Secret), Region, "bedrock").Verify(SigV4Request.From(request, body));
        return result.IsOk ? null : result.Message;
    }

    public async Task<CommandRun> RunAsync(string bedrockUrl, string mcpUrl, params string[] args)
    {
        var output = new StringWriter();
        var context = new CliContext(
            new Screen(output, IsTerminal: false, HasColors: false), Errors, TimeProvider.System, name => name == "MCP_TOKEN" ? ToolServer.Token : null,
            _ => throw new NotSupportedException(), _ => throw new NotSupportedException())
        {
            Chat = new(Input, IsTyped, Interrupts, choice =>
            {
                var config = BedrockRuntime.Configure(choice.Region, choice.Profile);
                config.ServiceURL = bedrockUrl;
                config.AuthenticationRegion = Region;
                config.MaxErrorRetry = Retries;
                return new(new SignedClient(new BasicAWSCredentials(KeyId, Secret), SignedService.BedrockRuntime, config));
            }),
        };
        var exitCode = await CommandLine.InvokeAsync(["chat", .. args.Contains("--url") ? (string[])[] : ["--url", mcpUrl], .. args], context);
        return new(exitCode, output.ToString(), Errors.ToString());
    }
}
