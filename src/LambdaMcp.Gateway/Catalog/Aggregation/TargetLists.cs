using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Calls.Contracts;
using LambdaMcp.Gateway.Calls.Retries;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.JsonRpc;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace LambdaMcp.Gateway.Catalog.Aggregation;

/// <summary>
/// Asks functions for their lists, all pages of each. It goes to the functions by their contract alone: no client waits in a queue for it,
/// and what fails is asked for again. A function gets one request after the other: side by side each would start an environment of its own,
/// and in it what the function starts.
/// </summary>
internal sealed partial class TargetLists(ITargetInvoker invoker, TimeProvider time, ILogger logger)
{
    /// <summary>Who asks; no client has this name, for tokens name nobody so.</summary>
    public const string Principal = "lambda-mcp:catalog";

    private const int MostPages = 100;
    private const int MostAttempts = 5;
    private const int MostEntries = 5_000;
    private static readonly TimeSpan LongestPage = TimeSpan.FromSeconds(20);
    private static readonly JsonElement NoCapabilities = WrittenJson.ObjectOf(static _ => { });


    /// <exception cref="CallFailedException">The function failed, or answered with something else.</exception>
    /// <exception cref="McpErrorException">The function has tools and will not list them.</exception>
    /// <exception cref="TargetUnavailableException">The function could not be called.</exception>
    /// <returns>The lists, and whether the function said meanwhile that they changed.</returns>
    public async Task<(TargetDefinitions Definitions, bool HaveChanged)> ReadAsync(Registration registration, CancellationToken cancellationToken)
    {
        var haveChanged = false;
        var asking = new Asking(
            CallTarget.From(registration) with { Aggregate = registration.Name },
            new(invoker, updates: null, HearAsync, time, logger));
        if (registration.Type == RegistrationType.ResourceTemplate)
            return (new() { Resources = await ReadIfServedAsync(asking, "resources/list", "resources", cancellationToken) }, haveChanged);
        var definitions = new TargetDefinitions
        {
            Tools = await ReadAllAsync(asking, "tools/list", "tools", cancellationToken),
            Resources = await ReadIfServedAsync(asking, "resources/list", "resources", cancellationToken),
            Templates = await ReadIfServedAsync(asking, "resources/templates/list", "resourceTemplates", cancellationToken),
            Prompts = await ReadIfServedAsync(asking, "prompts/list", "prompts", cancellationToken),
        };
        return (definitions, haveChanged);

        Task HearAsync(string name)
        {
            haveChanged = true;
            return Task.CompletedTask;
        }
    }

    // Servers without a feature say so in many ways; that must not cost the others.
    private async Task<IReadOnlyList<JsonElement>> ReadIfServedAsync(Asking asking, string method, string member, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAllAsync(asking, method, member, cancellationToken);
        }
        catch (McpErrorException error)
        {
            LogNotServed(asking.Target.Name, asking.Target.FunctionArn, method, error.Message);
            return [];
        }
    }

    private async Task<IReadOnlyList<JsonElement>> ReadAllAsync(Asking asking, string method, string member, CancellationToken cancellationToken)
    {
        var entries = new List<JsonElement>();
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            JsonElement result;
            try
            {
                result = await AskAsync(asking, method, cursor, cancellationToken);
            }
            catch (McpErrorException error) when (error.ErrorCode == McpErrorCode.MethodNotFound && page == 0)
            {
                return [];
            }

            if (result.ValueKind != JsonValueKind.Object || !result.TryGetProperty(member, out var list) || list.ValueKind != JsonValueKind.Array)
                throw new CallFailedException("invalid_answer", $"{asking.Target.Name} answered {method} without {member}.");
            entries.AddRange(list.EnumerateArray().Take(MostEntries - entries.Count));
            var next = result.TryGetProperty("nextCursor"u8, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
            if (next is null)
                return entries;
            if (next == cursor || entries.Count == MostEntries)
                break;
            cursor = next;
        }

        LogCut(asking.Target.Name, asking.Target.FunctionArn, method, entries.Count);
        return entries;
    }

    private async Task<JsonElement> AskAsync(Asking asking, string method, string? cursor, CancellationToken cancellationToken)
    {
        var request = new McpRequest
        {
            Id = default,
            Method = method,
            Params = cursor is null ? default : WrittenJson.ObjectOf(writer => writer.WriteString("cursor"u8, cursor)),
            // Functions that know it need no session, and the others take no notice.
            ProtocolVersion = ProtocolVersions.Stateless,
            IsStateless = true,
            Principal = Principal,
            ClientCapabilities = NoCapabilities,
        };
        var (target, contracts) = asking;
        var timeout = target.Timeout is { } own && own < LongestPage ? own : LongestPage;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (await contracts.Of(target).CallAsync(new(request, target, static () => "{}"u8.ToArray(), timeout), cancellationToken)).Json;
            }
            catch (TargetUnavailableException throttled) when (throttled.Failure == TargetFailure.Throttled && attempt < MostAttempts)
            {
                // A function with one environment has it busy while it is called, and said in that call that its lists changed.
                await Task.Delay(RetryRules.Pause(target, attempt, Random.Shared.NextDouble()), time, cancellationToken);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "{Name} ({FunctionArn}) does not serve {Method}: {Reason}")]
    private partial void LogNotServed(string name, string functionArn, string method, string reason);

    [LoggerMessage(2, LogLevel.Warning, "{Name} ({FunctionArn}) has more {Method} than are taken: the first {Count} are served")]
    private partial void LogCut(string name, string functionArn, string method, int count);

    private sealed record Asking(CallTarget Target, TargetContracts Contracts);
}
