using System.Text.Json.Nodes;
using LambdaMcp.Cli.Servers.Files;
using LambdaMcp.Cli.Servers.Live;

namespace LambdaMcp.Cli.Servers.Verification;

/// <summary>Tries servers out on this machine: starts each, lists what it has, and calls a tool.</summary>
internal sealed class ServerVerifier(PackageCache cache, TimeSpan limit, CliContext context)
{
    public async Task<ServerVerification> VerifyAsync(Server server, CancellationToken cancellationToken)
    {
        var found = new ServerVerification(server.Id, Verdict.Passed);
        var missing = server.Secrets.Keys.Where(variable => context.Setting(variable) is null).ToList();
        try
        {
            var folder = await cache.FolderAsync(server, cancellationToken);
            var begun = context.Clock.GetTimestamp();
            await using var live = await LiveServer.StartAsync(server, folder, limit, context, cancellationToken);
            var tools = await live.ListAsync("tools", cancellationToken);
            found = found with
            {
                ProtocolVersion = live.ProtocolVersion,
                Tools = tools.Count,
                Resources = (await live.ListAsync("resources", cancellationToken)).Count,
                Prompts = (await live.ListAsync("prompts", cancellationToken)).Count,
            };
            var (tool, reason, verdict) = Choose(server.Trial, tools);
            if (tool is not null)
                await live.CallAsync(tool, server.Trial?.Arguments ?? [], cancellationToken);
            return found with { Verdict = verdict, Called = tool, Reason = reason, Elapsed = context.Clock.GetElapsedTime(begun) };
        }
        catch (ServerUnavailableException error)
        {
            return found with { Verdict = Verdict.Unavailable, Reason = error.Message };
        }
        catch (FailedException error) when (missing.Count > 0)
        {
            return found with { Verdict = Verdict.Unavailable, Reason = $"it needs {string.Join(", ", missing)} in the environment; with a placeholder: {error.Message}" };
        }
        catch (FailedException error)
        {
            return found with { Verdict = Verdict.Failed, Reason = error.Message };
        }
    }

    private (string? Tool, string? Reason, Verdict Verdict) Choose(ServerTrial? trial, IReadOnlyList<JsonObject> tools)
    {
        if (trial?.Tool is not { } named)
        {
            return tools.FirstOrDefault(IsHarmless)?["name"]?.ToString() is { } harmless && trial is not { NeedsCredentials: true }
                ? (harmless, null, Verdict.Passed)
                : (null, "no call: give verify.tool", Verdict.Passed);
        }

        if (tools.All(tool => tool["name"]?.ToString() != named))
            return (null, $"it has no tool {named}: it has {string.Join(", ", tools.Select(tool => tool["name"]?.ToString()))}", Verdict.Failed);
        return trial.NeedsCredentials && context.Setting("AWS_ACCESS_KEY_ID") is null
            ? (null, $"it started and listed; {named} needs AWS credentials in the environment", Verdict.Unavailable)
            : (named, null, Verdict.Passed);
    }

    private static bool IsHarmless(JsonObject tool) =>
        tool["annotations"]?["readOnlyHint"] is JsonValue hint && hint.TryGetValue<bool>(out var readsOnly) && readsOnly && tool["inputSchema"]?["required"] is not JsonArray { Count: > 0 };
}
