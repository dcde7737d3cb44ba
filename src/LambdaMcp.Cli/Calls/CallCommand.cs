using System.CommandLine;
using System.Text.Json;
using LambdaMcp.Cli.Endpoints;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;
using LambdaMcp.Cli.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Cli.Calls;

/// <summary><c>lambda-mcp call</c>.</summary>
internal static class CallCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The tool." };

    private static readonly Argument<string[]> Words = new("ARGUMENT")
    {
        Description = "key=value, of the type that the tool's schema gives it; key:=JSON; key=@FILE for a file's text (@@ for a text that begins with @); key=- for standard input. A repeated key fills a list.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Args = new("--args") { Description = "All arguments as a JSON object, as @FILE, or as - for standard input.", HelpName = "JSON" };

    private static readonly Option<string?> Save = new("--save") { Description = "The folder for images and other files in the answer. Default: they are mentioned, and not kept.", HelpName = "FOLDER" };

    private static readonly Option<string?> Protocol = new("--protocol")
    {
        Description = "The protocol's revision, such as 2025-11-25. Default: the newest that both sides know.",
        HelpName = "REVISION",
    };

    private static readonly Option<bool> Json = JsonOption.Create();

    public static Command Create(CliContext context)
    {
        var command = new ExampledCommand("call", "Calls a tool and writes its answer; ends with 3 when the answer says that the tool failed.", """
            lambda-mcp call customer-by-id customerId=C-1001
            lambda-mcp call word-count text=@README.md --stack lambda-mcp
            lambda-mcp call create-customer 'address:={"city":"Porto"}' tag=new tag=web
            jq -c .order order.json | lambda-mcp call place-order --args - --json
            """)
        {
            Name, Words, Args, Save, Protocol,
        };
        EndpointOptions.AddTo(command);
        command.Add(Json);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var words = parsed.GetValue(Words) ?? [];
        var json = parsed.GetValue(Args);
        if (EndpointOptions.TokenTakesInput(parsed) && (json == "-" || words.Any(word => word.EndsWith("=-", StringComparison.Ordinal))))
            throw FailedException.BadUsage("Standard input cannot be both the token and an argument.");
        var endpoint = await EndpointOptions.FindAsync(parsed, context, needsToken: true, cancellationToken);
        return await RunAsync(parsed.GetValue(Name)!, words, json, parsed.GetValue(Save), parsed.GetValue(Protocol), parsed.GetValue(Json), endpoint, context, cancellationToken);
    }

    /// <summary>Calls a tool of an endpoint; the schema is for one that no list shows yet.</summary>
    /// <returns>A code of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        string name, IReadOnlyList<string> words, string? args, string? folder, string? protocol, bool json, Endpoint endpoint, CliContext context, CancellationToken cancellationToken,
        JsonElement? schema = null)
    {
        var progress = new ProgressLine(context.Errors, context.ErrorsAreTerminal);
        using var questions = new Questions(context, progress);
        var options = new McpClientOptions
        {
            ProtocolVersion = protocol,
            Capabilities = new() { Elicitation = new() { Form = new() } },
            Handlers = new() { ElicitationHandler = questions.AskAsync },
        };
        using var watch = new CallWatch();
        await using var client = await Connection.OpenAsync(endpoint, options, cancellationToken, watch);
        var tools = await Connection.TellAsync(endpoint, () => client.ListToolsAsync(cancellationToken: cancellationToken).AsTask());
        var tool = tools.FirstOrDefault(tool => tool.Name == name);
        var arguments = await new CallArguments(tool?.JsonSchema ?? schema, context.Input).ReadAsync(words, args, cancellationToken);
        CallToolResult result;
        try
        {
            result = await Connection.TellAsync(endpoint, () => client.CallToolAsync(name, arguments, progress, cancellationToken: cancellationToken).AsTask());
        }
        catch (FailedException failure) when (tool is null && failure.InnerException is McpProtocolException { ErrorCode: McpErrorCode.InvalidParams })
        {
            // A tool that no list shows may be there all the same, so the server is asked first.
            throw ToolSearch.Unknown(tools.Select(known => known.Name), name);
        }
        catch (OperationCanceledException)
        {
            await watch.CancelAsync(client);
            throw;
        }
        finally
        {
            progress.End();
        }

        await new ResultView(context, folder).WriteAsync(result, json, cancellationToken);
        if (result.IsError != true)
            return ExitCode.Done;
        await context.Errors.WriteLineAsync($"{Screen.Plain(name)} says that it failed.");
        return ExitCode.ToolFailed;
    }
}
