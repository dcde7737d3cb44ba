using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Catalog.Aggregation;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Sets;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Prompts;
using LambdaMcp.Telemetry.Records;
using ModelContextProtocol;

namespace LambdaMcp.Gateway.Catalog.Prompts;

/// <summary>The prompts that registered and aggregated functions give.</summary>
internal sealed class PromptCatalog(RegistrationSource registrations, EntrySource entries, SetDirectory sets, FunctionCaller functions) : IPromptCatalog
{
    private readonly RegisteredByName<CatalogPrompt>? _byName = registrations.ByName(RegistrationType.Prompt, CatalogPrompt.From);

    public async ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) =>
        (await entries.GetAsync(cancellationToken)).View(await sets.OfAsync(request, cancellationToken)).For(request).Prompts.List.Entries;

    public async ValueTask<McpResult?> GetAsync(McpRequest request, string name, JsonElement arguments, CancellationToken cancellationToken)
    {
        if (await FindAsync(request, name, cancellationToken) is not { } prompt)
        {
            functions.Unknown(request, InvocationKind.Prompt, name);
            return null;
        }

        CheckRequired(prompt, arguments);
        try
        {
            return await functions.CallAsync(
                request, InvocationKind.Prompt, prompt.Target, Event(arguments), answer => PromptAnswer.Read(prompt.Target.Name, answer), cancellationToken);
        }
        catch (CallFailedException failed)
        {
            throw failed.ToError();
        }
    }

    /// <summary>The prompt of this name, found by one read of its registration where the list is not at hand.</summary>
    public async ValueTask<CatalogPrompt?> FindAsync(McpRequest request, string name, CancellationToken cancellationToken)
    {
        // A name that the caller's token is not for is not even looked up, whether there is such a prompt or not.
        if (!ToolNames.IsValid(name) || _byName is null || !request.Allowed.AllowsPrompt(name))
            return null;
        var set = await sets.OfAsync(request, cancellationToken);
        if (registrations.Current?.View(set).For(request).Prompts.Find(name) is { } prompt)
            return prompt;
        var registered = await _byName.FindAsync(name, registration => registration.IsFor(request), cancellationToken);
        if (registered?.Value is { } found && IsFor(request, set, registered.Registration))
            return found;
        // Also where it is registered and hidden from the caller: that must take as long as if it were not there.
        return await entries.FindAsync(RegistrationType.Prompt, name, cancellationToken) is { } brought && registered?.Value is null && IsFor(request, set, brought)
            ? CatalogPrompt.From(brought)
            : null;
    }

    private static bool IsFor(McpRequest request, CatalogSet? set, Registration registration) =>
        registration.IsFor(request) && set?.Selects(registration.Name, registration.Tags) != false;

    private static ReadOnlyMemory<byte> Event(JsonElement arguments) =>
        arguments.ValueKind == JsonValueKind.Object ? JsonMarshal.GetRawUtf8Value(arguments).ToArray() : "{}"u8.ToArray();

    /// <exception cref="McpProtocolException">An argument is missing.</exception>
    private static void CheckRequired(CatalogPrompt prompt, JsonElement arguments)
    {
        var missing = prompt.Arguments
            .Where(argument => argument.Required && !(arguments.ValueKind == JsonValueKind.Object && arguments.TryGetProperty(argument.Name, out _)))
            .Select(argument => argument.Name)
            .ToArray();
        if (missing.Length > 0)
            throw new McpProtocolException($"The prompt {prompt.Target.Name} needs the arguments {string.Join(", ", missing)}.", McpErrorCode.InvalidParams);
    }
}
