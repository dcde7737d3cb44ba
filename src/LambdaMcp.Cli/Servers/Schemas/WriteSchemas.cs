using System.CommandLine;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Aws;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;
using LambdaMcp.Cli.Servers.Files;
using LambdaMcp.Cli.Servers.Functions;
using LambdaMcp.Cli.Servers.Live;

namespace LambdaMcp.Cli.Servers.Schemas;

/// <summary><c>lambda-mcp servers schemas</c>.</summary>
internal static class WriteSchemas
{
    private static readonly Option<string> Folder = new("--output", "-o") { Description = "The folder for the files.", HelpName = "DIR", DefaultValueFactory = static _ => "schemas" };

    private static readonly Option<string?> GivenArn = new("--arn") { Description = "The function of the one server that is chosen.", HelpName = "ARN" };

    private static readonly Option<string?> Gateway = new("--gateway") { Description = "The gateway's identifier, for the requests.", HelpName = "ID" };

    public static Command Command(CliContext context)
    {
        var command = new ExampledCommand("schemas", "Starts the servers on this machine and writes the tools of each as AgentCore Gateway takes them: ID.tools.json, and, where the function is known, ID.target.json, the request that makes it a target.", """
            lambda-mcp servers schemas
            lambda-mcp servers schemas --servers-stack mcp-servers --region eu-west-1
            lambda-mcp servers schemas --only github --arn arn:aws:lambda:eu-west-1:123456789012:function:mcp-server-github
            aws bedrock-agentcore-control create-gateway-target --gateway-identifier GATEWAY --cli-input-json file://schemas/github.target.json
            """)
        {
            Folder, GivenArn, Gateway,
        };
        ServersOptions.AddTo(command, chooses: true);
        LiveOptions.AddTo(command);
        FunctionOptions.AddTo(command);
        AwsOptions.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var servers = ServersOptions.Choose(parsed);
        var search = await SearchAsync(parsed, servers, context, cancellationToken);
        var (cache, limit) = (LiveOptions.Cache(parsed, context), LiveOptions.Limit(parsed));
        var (report, isGood) = (new JsonArray(), true);
        foreach (var server in servers)
        {
            try
            {
                report.Add(await WriteAsync(server, search, cache, limit, parsed, context, cancellationToken));
            }
            catch (Exception error) when (error is FailedException or ServerUnavailableException)
            {
                isGood = false;
                report.Add(new JsonObject { ["id"] = server.Id, ["reason"] = error.Message });
                await context.Errors.WriteLineAsync($"{server.Id}: nothing was written: {SafeText.Line(error.Message, 500)}");
            }
        }

        if (parsed.GetValue(ServersCommand.Json))
            context.Output.Json(new JsonObject { ["servers"] = report });
        return isGood ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<Func<Server, Task<string>>?> SearchAsync(ParseResult parsed, IReadOnlyList<Server> servers, CliContext context, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(GivenArn) is not { } arn)
            return FunctionOptions.NamesStack(parsed) ? await FunctionOptions.SearchAsync(parsed, AwsOptions.Read(parsed), context, cancellationToken) : null;
        if (servers.Count != 1)
            throw FailedException.BadUsage("--arn is of one function: choose its server with --only. --servers-stack finds those of all.");
        return GatewayRules.IsArn(arn) ? _ => Task.FromResult(arn) : throw FailedException.BadUsage($"'{arn}' is no ARN of a function that a gateway takes.");
    }

    private static async Task<JsonObject> WriteAsync(Server server, Func<Server, Task<string>>? search, PackageCache cache, TimeSpan limit, ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var losses = new SchemaLosses();
        JsonArray tools;
        await using (var live = await LiveServer.StartAsync(server, await cache.FolderAsync(server, cancellationToken), limit, context, cancellationToken))
            tools = GatewayTools.Of(await live.ListAsync("tools", cancellationToken), losses);
        if (GatewayRules.Faults(tools) is { Count: > 0 } faults)
            throw new FailedException($"the gateway would not take it: {string.Join("; ", faults)}");

        // Before anything is written: it may not be there.
        var arn = search is null ? null : await search(server);
        foreach (var line in losses.Lines)
            await context.Errors.WriteLineAsync($"{server.Id}: {SafeText.Line(line, 500)}");
        foreach (var name in GatewayRules.TooLongToSee(server.Id, tools))
            await context.Errors.WriteLineAsync($"{server.Id}: {server.Id}___{name} has more letters than models of Bedrock take in a tool's name: rename the target");
        var files = new JsonArray(await FileAsync($"{server.Id}.tools.json", tools, parsed, context, cancellationToken));
        if (arn is not null)
            files.Add(await FileAsync($"{server.Id}.target.json", GatewayTarget.Request(server, arn, tools, parsed.GetValue(Gateway)), parsed, context, cancellationToken));
        return new JsonObject { ["id"] = server.Id, ["tools"] = tools.Count, ["files"] = files, ["lost"] = new JsonArray([.. losses.Lines.Select(line => (JsonNode)line)]) };
    }

    private static async Task<JsonNode> FileAsync(string name, JsonNode content, ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var path = Path.Combine(parsed.GetValue(Folder)!, name);
        try
        {
            Directory.CreateDirectory(parsed.GetValue(Folder)!);
            await File.WriteAllTextAsync(path, JsonText.Of(content, indented: true) + "\n", cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FailedException($"{path} cannot be written: {error.Message}", innerException: error);
        }

        if (!parsed.GetValue(ServersCommand.Json))
            context.Output.Line(Screen.Plain(path));
        return path;
    }
}
