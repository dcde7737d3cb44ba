using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Client;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.Tasks;
using ModelContextProtocol;

namespace LambdaMcp.Gateway.Batches;

/// <summary>One of several calls.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">Its arguments: an object, or undefined.</param>
internal sealed record BatchCall(string Name, JsonElement Arguments)
{
    public static BatchCall Read(JsonElement call) =>
        new(call.GetProperty("name"u8).GetString()!, call.TryGetProperty("arguments"u8, out var arguments) ? arguments : default);

    /// <summary>The members of the call's result, as a JSON object; whatever goes wrong is one with <c>isError</c>.</summary>
    public async Task<ReadOnlyMemory<byte>> RunAsync(ToolCatalog catalog, McpRequest request, CancellationToken cancellationToken)
    {
        if (Name == InvokeMany.ToolName)
            return Write(new ErrorResult("invalid_arguments", $"{Name} cannot be called by itself: name the tools in one list of calls."));
        try
        {
            using var parameters = JsonDocument.Parse(Params());
            var result = await catalog.CallAsync(Single(request, parameters.RootElement), Name, Arguments, look: null, cancellationToken);
            return Write(result switch
            {
                null => new ErrorResult("unknown_tool", $"There is no tool {Name}."),
                InputRequiredResult => new ErrorResult("input_required", $"{Name} asks for input, which several calls at once cannot give. Call it by itself."),
                TaskCreatedResult => new ErrorResult("task_required", $"{Name} became a task. Call it by itself."),
                _ => result,
            });
        }
        catch (McpProtocolException error) when ((int)error.ErrorCode == (int)McpErrorCode.MissingRequiredClientCapability)
        {
            return Write(new ErrorResult("task_required", $"{Name} runs as a task, which several calls at once cannot wait for. Call it by itself."));
        }
        catch (TooManyCallsException busy)
        {
            return Write(new ErrorResult("too_many_calls", busy.Message));
        }
        catch (McpProtocolException error)
        {
            return Write(new ErrorResult("protocol_error", error.Message));
        }
    }

    /// <summary>A result as the JSON object that it is in an answer.</summary>
    public static ReadOnlyMemory<byte> Write(McpResult result)
    {
        var json = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(json, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        result.WriteWithMeta(writer);
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenMemory;
    }

    // The request as it would be if it had been sent by itself, by a client that neither answers questions nor takes tasks nor progress.
    private static McpRequest Single(McpRequest request, JsonElement parameters) => request with
    {
        Params = parameters,
        ClientCapabilities = default,
        Client = SilentClient.Instance,
        InputResponses = default,
        RequestState = null,
        WasAsked = false,
        Header = static _ => null,
    };

    private ReadOnlyMemory<byte> Params()
    {
        var json = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(json);
        writer.WriteStartObject();
        writer.WriteString("name"u8, Name);
        if (Arguments.ValueKind == JsonValueKind.Object)
        {
            writer.WritePropertyName("arguments"u8);
            Arguments.WriteTo(writer);
        }

        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenMemory;
    }
}
