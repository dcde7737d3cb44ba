using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Prompts;
using LambdaMcp.Protocol.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace LambdaMcp.Gateway.Registrations.Probes;

/// <summary>One call of a registered function, as clients would make it: through a gateway that knows nothing but this registration.</summary>
internal sealed class ProbeCall(ITargetInvoker invoker, ILoggerFactory loggers, Registration registration)
{
    private const int LongestMessage = 500;

    // What limits or spares calls is nothing that a probe should meet.
    private readonly Registration _registration = registration with { Enabled = true, Scopes = [], CacheSeconds = null, MaxConcurrency = null };

    public async Task<ProbeCheck> RunAsync(JsonElement? arguments, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        if (arguments is null && _registration.Contract != TargetContract.Mcp)
        {
            return new(
                ProbeCheck.Answers, ProbeOutcome.NotAsked,
                "Only the contract mcp has a call that does nothing. Give arguments, as a JSON object in the query, to have the function called with them.");
        }

        if (arguments is not null && _registration.Type == RegistrationType.Target)
            return new(ProbeCheck.Answers, ProbeOutcome.NotAsked, "Arguments are for one tool. Register the function, and call one of the tools that it brings.");
        await using var services = Services();
        try
        {
            var said = arguments is { } given
                ? await CallAsync(services, given, deadline, cancellationToken)
                : await PingAsync(services, deadline, cancellationToken);
            return said is null
                ? new(ProbeCheck.Answers, ProbeOutcome.Passed, "It answered.")
                : new(ProbeCheck.Answers, ProbeOutcome.Failed, Shorten(said));
        }
        catch (Exception exception) when (exception is CallFailedException or McpProtocolException)
        {
            return new(ProbeCheck.Answers, ProbeOutcome.Failed, Shorten(exception.Message));
        }
    }

    private async Task<string?> PingAsync(ServiceProvider services, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        try
        {
            var functions = services.GetRequiredService<FunctionCaller>();
            await functions.CallAsync(Request("ping", Element("{}"), deadline), CallTarget.From(_registration), () => "{}"u8.ToArray(), cancellationToken);
        }
        catch (McpErrorException)
        {
            // Whoever answers that it knows no ping speaks JSON-RPC.
        }

        return null;
    }

    /// <summary>What went wrong, or null.</summary>
    private async Task<string?> CallAsync(ServiceProvider services, JsonElement arguments, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        var parameters = Parameters(arguments);
        switch (_registration.Type)
        {
            case RegistrationType.Tool:
                return Failure(await services.GetRequiredService<IToolRunner>().RunAsync(Request("tools/call", parameters, deadline), cancellationToken));
            case RegistrationType.Prompt:
                await services.GetRequiredService<IPromptCatalog>().GetAsync(Request("prompts/get", parameters, deadline), _registration.Name, arguments, cancellationToken);
                return null;
            default:
                var uri = _registration.Uri ?? (arguments.TryGetProperty("uri"u8, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null);
                if (uri is null)
                    return "For a resource template the arguments must have a uri that matches it.";
                var result = await services.GetRequiredService<IResourceCatalog>().ReadAsync(
                    Request("resources/read", Element($$"""{"uri":{{JsonText(uri)}}}"""), deadline), uri, cancellationToken);
                return result is null ? $"There is no resource {uri}." : null;
        }
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddSingleton(loggers);
        services.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));
        return services
            .AddSingleton<IRegistrationStore>(new OneRegistration(_registration))
            .AddSingleton<IFunctionDirectory>(new NoFunctions())
            .AddSingleton(invoker)
            .AddGateway(new DiscoveryOptions(), new CatalogOptions())
            .BuildServiceProvider();
    }

    private JsonElement Parameters(JsonElement arguments) => Element($$"""{"name":{{JsonText(_registration.Name)}},"arguments":{{arguments.GetRawText()}}}""");

    private static McpRequest Request(string method, JsonElement parameters, DateTimeOffset deadline)
    {
        JsonRpcId.TryRead(Element("\"probe\""), out var id);
        return new()
        {
            Id = id,
            Method = method,
            Params = parameters,
            ProtocolVersion = ProtocolVersions.Stateless,
            Principal = "registration-probe",
            IsStateless = true,
            Deadline = deadline,
        };
    }

    private static string? Failure(McpResult? result)
    {
        if (result is null)
            return "There is no such tool.";
        using var document = JsonDocument.Parse(RegistrationContent.Write(writer =>
        {
            writer.WriteStartObject();
            result.WriteMembers(writer);
            writer.WriteEndObject();
        }));
        if (!FunctionMembers.SaysError(document.RootElement))
            return null;
        return document.RootElement.TryGetProperty("content"u8, out var content) && content.ValueKind == JsonValueKind.Array && content.GetArrayLength() > 0 &&
            content[0].TryGetProperty("text"u8, out var text)
                ? text.GetString()!
                : "The function answered with an error.";
    }

    private static string JsonText(string text) => System.Text.Encoding.UTF8.GetString(RegistrationContent.Write(writer => writer.WriteStringValue(text)).Span);

    private static JsonElement Element(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string Shorten(string message) => message.Length <= LongestMessage ? message : $"{message[..LongestMessage]}…";
}
