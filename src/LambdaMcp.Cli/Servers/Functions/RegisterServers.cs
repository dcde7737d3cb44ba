using System.CommandLine;
using System.Net;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Endpoints;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;
using LambdaMcp.Cli.Registrations;
using LambdaMcp.Cli.Servers.Files;

namespace LambdaMcp.Cli.Servers.Functions;

/// <summary><c>lambda-mcp servers register</c>.</summary>
internal static class RegisterServers
{
    public static Command Command(CliContext context)
    {
        var command = new ExampledCommand("register", "Makes the servers' functions targets of an endpoint: all that a server has appears there behind its id and an underscore. The same again changes nothing; what was set for a target besides, such as scopes, stays.", """
            lambda-mcp servers register --stack lambda-mcp --servers-stack mcp-servers
            lambda-mcp servers register --file src/Samples/servers.yaml --only filesystem --ready-file local.json
            """);
        ServersOptions.AddTo(command, chooses: true);
        FunctionOptions.AddTo(command);
        EndpointOptions.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var servers = ServersOptions.Choose(parsed);
        var endpoint = await EndpointOptions.FindAsync(parsed, context, needsToken: false, cancellationToken);
        var search = await FunctionOptions.SearchAsync(parsed, endpoint.Aws, context, cancellationToken);
        using var api = RegistrationApi.Open(endpoint, context);
        var report = new List<(string Id, string State, string Arn, string Reason)>();
        foreach (var server in servers)
        {
            if (server.Unavailable is { } reason)
            {
                report.Add((server.Id, "left out", "-", reason));
                continue;
            }

            var arn = "-";
            try
            {
                arn = await search(server);
                report.Add((server.Id, await RegisterAsync(server, arn, api, cancellationToken), arn, "-"));
            }
            catch (FailedException error) when (error.ExitCode != ExitCode.Refused)
            {
                report.Add((server.Id, "failed", arn, error.Message));
            }
        }

        if (parsed.GetValue(ServersCommand.Json))
            context.Output.Json(new JsonObject { ["servers"] = new JsonArray([.. report.Select(one => new JsonObject { ["id"] = one.Id, ["state"] = one.State, ["lambdaArn"] = one.Arn, ["reason"] = one.Reason })]) });
        else
            context.Output.Table(["ID", "STATE", "FUNCTION", "REASON"], [.. report.Select(one => (string[])[one.Id, one.State, one.Arn, SafeText.Line(one.Reason, 300)])]);
        if (endpoint.Stack is { } stack && InvocationRights.Missing(stack, report.Where(one => one.State is not ("failed" or "left out")).Select(one => one.Arn)) is { } missing)
            await context.Errors.WriteLineAsync(SafeText.Line(missing, 16_000));
        return report.Any(one => one.State == "failed") ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task<string> RegisterAsync(Server server, string arn, RegistrationApi api, CancellationToken cancellationToken)
    {
        var wanted = new JsonObject
        {
            ["type"] = "target",
            ["name"] = server.Id,
            ["description"] = server.Description,
            ["lambdaArn"] = arn,
            ["contract"] = "mcp",
            ["prefix"] = server.Prefix ?? $"{server.Id}_",
        };
        var path = $"/target-{server.Id}";
        if (await StoredAsync(api, path, cancellationToken) is not { Json: JsonObject stored } answer)
        {
            await api.SendAsync(HttpMethod.Post, "", wanted, null, cancellationToken);
            return "created";
        }

        // Whoever narrowed it to scopes did so for a reason.
        var merged = (JsonObject)stored.DeepClone();
        foreach (var (member, value) in wanted)
            merged[member] = value?.DeepClone();
        if (JsonNode.DeepEquals(stored, merged))
            return "unchanged";
        merged.Remove("version");
        await api.SendAsync(HttpMethod.Put, path, merged, answer.Tag, cancellationToken);
        return "updated";
    }

    private static async Task<RegistrationAnswer?> StoredAsync(RegistrationApi api, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await api.SendAsync(HttpMethod.Get, path, null, null, cancellationToken);
        }
        catch (FailedException error) when (error.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
