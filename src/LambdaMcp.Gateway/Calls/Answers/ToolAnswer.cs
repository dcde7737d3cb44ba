using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Gateway.Validation;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>Makes the result of a tool call of whatever its function answered, and holds it against the output schema.</summary>
internal static class ToolAnswer
{
    /// <exception cref="CallFailedException">The answer is not what the tool promises, or what the contract wants.</exception>
    /// <exception cref="JsonSchemaException">The output schema cannot be used.</exception>
    public static McpResult Read(McpRequest request, CatalogTool tool, FunctionAnswer answer)
    {
        if (tool.Tasks.Support != TaskSupport.Forbidden && TaskRequestedResult.TryRead(answer.Json, out var wish))
            return wish;
        if (InputQuestions.Read(tool.Name, answer) is { } asked)
            return asked;
        if (answer.IsMcp && ToolResult.FindFault(answer.Json) is { } fault)
            throw new CallFailedException("invalid_answer", $"{tool.Name} gave a result that no client understands: {fault}.");
        if (answer.IsMcp || (answer.Json.ValueKind == JsonValueKind.Object && ToolResult.IsToolResult(answer.Json)))
            return ReadResult(request, tool, answer.Json);
        return tool.OutputSchema is { } schema ? ReadPromised(request, tool, schema, answer) : ReadAny(request, tool, answer);
    }

    private static ToolResult ReadResult(McpRequest request, CatalogTool tool, JsonElement result)
    {
        var isError = FunctionMembers.SaysError(result);
        if (!isError && tool.OutputSchema is { } schema)
        {
            if (!result.TryGetProperty("structuredContent"u8, out var structure))
                throw Broken(tool, ["structuredContent is missing"]);
            Check(tool, schema, structure);
        }

        return new(result, request.IsStateless);
    }

    private static StructuredResult ReadPromised(McpRequest request, CatalogTool tool, JsonSchemaDocument schema, FunctionAnswer answer)
    {
        var value = answer.Json;
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            if (!Utf8.IsValid(answer.Bytes.Span))
                throw Broken(tool, ["the answer is neither JSON nor text"]);
            // No answer at all is null, and text that is not JSON is a string.
            value = answer.Bytes.IsEmpty ? Null : TextValue(answer.Bytes.Span);
        }

        Check(tool, schema, value);
        return new(value, request.IsStateless);
    }

    private static McpResult ReadAny(McpRequest request, CatalogTool tool, FunctionAnswer answer) => answer.Json.ValueKind switch
    {
        JsonValueKind.Object => new StructuredResult(answer.Json, request.IsStateless),
        JsonValueKind.String => new TextResult(answer.Json.GetString()!),
        JsonValueKind.Null => new TextResult(NoData(tool)),
        JsonValueKind.Undefined when answer.Bytes.IsEmpty => new TextResult(NoData(tool)),
        JsonValueKind.Undefined when answer.MediaType is { } type && MediaType.IsBinary(type) => new BinaryResult(answer.Bytes, answer.RequestId, type),
        JsonValueKind.Undefined when Utf8.IsValid(answer.Bytes.Span) => new TextResult(Encoding.UTF8.GetString(answer.Bytes.Span)),
        JsonValueKind.Undefined => new BinaryResult(answer.Bytes, answer.RequestId),
        _ => new TextResult(answer.Json.GetRawText()),
    };

    private static void Check(CatalogTool tool, JsonSchemaDocument schema, JsonElement value)
    {
        var violations = schema.Validate(value);
        if (violations.Count > 0)
            throw Broken(tool, violations.Select(violation => violation.Message));
    }

    private static CallFailedException Broken(CatalogTool tool, IEnumerable<string> faults)
    {
        var text = new StringBuilder($"The answer of {tool.Name} does not match the output schema that it promises, so it is withheld. This is the function's fault, not the arguments':");
        foreach (var fault in faults)
            text.Append("\n- ").Append(fault);
        return new("invalid_output", text.ToString());
    }

    private static JsonElement Null { get; } = Parse("null"u8.ToArray());

    private static JsonElement TextValue(ReadOnlySpan<byte> text)
    {
        var json = new System.Buffers.ArrayBufferWriter<byte>(text.Length + 2);
        using (var writer = new Utf8JsonWriter(json))
            writer.WriteStringValue(text);
        return Parse(json.WrittenMemory);
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string NoData(CatalogTool tool) => $"{tool.Name} ended without an error and returned no data.";
}
