using System.Buffers;
using System.Text.Json;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.Tasks;

namespace LambdaMcp.Aws.Tasks;

/// <summary>What a task asks, as it is stored.</summary>
internal static class TaskInputsJson
{
    public static ReadOnlyMemory<byte> Write(TaskInputs inputs)
    {
        if (inputs == TaskInputs.None)
            return default;
        var json = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("open"u8);
            foreach (var request in inputs.Open)
            {
                writer.WriteStartObject();
                writer.WriteString("key"u8, request.Key);
                writer.WriteString("method"u8, request.Method);
                WriteOptional(writer, "params"u8, request.Params);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            WriteOptional(writer, "responses"u8, inputs.Responses);
            if (inputs.State is not null)
                writer.WriteString("state"u8, inputs.State);
            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }

    public static TaskInputs Read(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
            return TaskInputs.None;
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement.Clone();
        return new()
        {
            Open = [.. root.GetProperty("open"u8).EnumerateArray().Select(request => new InputRequest(
                request.GetProperty("key"u8).GetString()!, request.GetProperty("method"u8).GetString()!, Optional(request, "params")))],
            Responses = Optional(root, "responses"),
            State = root.TryGetProperty("state"u8, out var state) ? state.GetString() : null,
        };
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Undefined)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }

    private static JsonElement Optional(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value : default;
}
