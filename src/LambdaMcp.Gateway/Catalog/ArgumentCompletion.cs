using System.Buffers;
using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Catalog.Aggregation;
using LambdaMcp.Gateway.Catalog.Prompts;
using LambdaMcp.Gateway.Catalog.Resources;
using LambdaMcp.Gateway.Sets;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Completion;
using LambdaMcp.Protocol.Resources;
using LambdaMcp.Telemetry.Records;
using ModelContextProtocol;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>Completes prompts' arguments and templates' variables: with the values that are registered, or by asking the function.</summary>
internal sealed class ArgumentCompletion(
    EntrySource entries, SetDirectory sets, PromptCatalog prompts, FunctionCaller functions) : ICompletionSource
{
    private static readonly CompletionValues None = new([]);

    public async ValueTask<CompletionValues?> CompleteAsync(McpRequest request, CompletionQuery query, CancellationToken cancellationToken)
    {
        if (query.ReferenceType == "ref/prompt")
        {
            return await prompts.FindAsync(request, query.Reference, cancellationToken) is { } prompt
                ? await CompleteAsync(request, query, prompt, cancellationToken)
                : Unknown(request, query.Reference);
        }

        var view = (await entries.GetAsync(cancellationToken)).View(await sets.OfAsync(request, cancellationToken)).For(request);
        if (view.Resources.FindTemplate(query.Reference) is not { } template)
            return Unknown(request, "");
        if (!template.Template!.Variables.Contains(query.Argument))
            throw Unknown(query, "variable");
        return template.Completes ? Allowed(request, query, template.Template, await AskAsync(request, query, template.Target, cancellationToken)) : None;
    }

    private CompletionValues? Unknown(McpRequest request, string name)
    {
        functions.Unknown(request, InvocationKind.Completion, name);
        return null;
    }

    // Values are names of resources too: of those that the caller may not read none are told.
    private static CompletionValues Allowed(McpRequest request, CompletionQuery query, UriTemplate template, CompletionValues values)
    {
        if (request.Allowed.Resources is not { } allowed)
            return values;
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        if (query.Context.ValueKind == JsonValueKind.Object)
        {
            foreach (var variable in query.Context.EnumerateObject().Where(static variable => variable.Value.ValueKind == JsonValueKind.String))
                known[variable.Name] = variable.Value.GetString()!;
        }

        return new([.. values.Values.Where(value =>
        {
            known[query.Argument] = value;
            return TemplateReach.IsAny(template, allowed, known);
        })]);
    }

    private async ValueTask<CompletionValues> CompleteAsync(McpRequest request, CompletionQuery query, CatalogPrompt prompt, CancellationToken cancellationToken)
    {
        var argument = prompt.Arguments.FirstOrDefault(argument => argument.Name == query.Argument) ?? throw Unknown(query, "argument");
        if (argument.Completions is { } values)
        {
            var matching = values.Where(value => value.StartsWith(query.Value, StringComparison.OrdinalIgnoreCase)).ToArray();
            return new(matching, matching.Length);
        }

        return prompt.Completes ? await AskAsync(request, query, prompt.Target, cancellationToken) : None;
    }

    private async ValueTask<CompletionValues> AskAsync(McpRequest request, CompletionQuery query, CallTarget target, CancellationToken cancellationToken)
    {
        try
        {
            return await functions.CallAsync(
                request, InvocationKind.Completion, target, Event(query), answer => CompletionAnswer.Read(target.Name, answer), cancellationToken);
        }
        catch (CallFailedException failed)
        {
            throw failed.ToError();
        }
        catch (McpErrorException error) when (target.Aggregate is not null && error.ErrorCode == McpErrorCode.MethodNotFound)
        {
            // Which of its features an aggregated function completes is not known before it is asked.
            return None;
        }
    }

    private static ReadOnlyMemory<byte> Event(CompletionQuery query)
    {
        var json = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("ref"u8);
            writer.WriteString("type"u8, query.ReferenceType);
            writer.WriteString(query.ReferenceType == "ref/prompt" ? "name"u8 : "uri"u8, query.Reference);
            writer.WriteEndObject();
            writer.WriteStartObject("argument"u8);
            writer.WriteString("name"u8, query.Argument);
            writer.WriteString("value"u8, query.Value);
            writer.WriteEndObject();
            writer.WriteStartObject("context"u8);
            if (query.Context.ValueKind == JsonValueKind.Object)
            {
                writer.WritePropertyName("arguments"u8);
                query.Context.WriteTo(writer);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }

    private static McpProtocolException Unknown(CompletionQuery query, string what) =>
        new($"There is no such {what} to complete in {query.Reference}.", McpErrorCode.InvalidParams);
}
