using System.Buffers;
using System.Text;
using System.Text.Json;
using LambdaMcp.Tools.Methods;
using LambdaMcp.Tools.State;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Tools.Tests.State;

/// <summary>How a result carries the handle of the state.</summary>
public sealed class HandleNoteTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly StateBench _bench = new();

    [Fact]
    public async Task A_new_handle_is_in_the_meta_data_and_in_a_text_for_models()
    {
        var state = await UsedAsync(null);

        var result = Write(McpMethodResult.Structured(static writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("count", 1);
            writer.WriteEndObject();
        }).With(state));

        Assert.Equal(state.Handle, result.GetProperty("_meta").GetProperty("lambda-mcp/stateHandle").GetString());
        Assert.Equal("""{"count":1}""", result.GetProperty("structuredContent").GetRawText());
        Assert.Equal(
            ["""{"count":1}""", $"State is kept under stateHandle {state.Handle}; pass it with the next call."],
            result.GetProperty("content").EnumerateArray().Select(static block => block.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_handle_that_the_caller_has_is_told_in_the_meta_data_alone()
    {
        var state = await UsedAsync((await UsedAsync(null)).Handle);

        var result = Write(McpMethodResult.Text("1").With(state));

        Assert.Equal(state.Handle, result.GetProperty("_meta").GetProperty(SessionState.HandleMeta).GetString());
        Assert.Equal(1, result.GetProperty("content").GetArrayLength());
    }

    [Fact]
    public async Task Meta_data_of_the_method_stays()
    {
        var call = new CallToolResult { Content = [], Meta = new() { ["example.com/a"] = 1 }, IsError = true };

        var result = Write(McpMethodResult.Tool(call).With(await UsedAsync(null)));

        Assert.Equal(["example.com/a", SessionState.HandleMeta], result.GetProperty("_meta").EnumerateObject().Select(static one => one.Name));
        Assert.True(result.GetProperty("isError").GetBoolean());
    }

    [Fact]
    public async Task Prompts_carry_it_in_their_meta_data()
    {
        var result = Write(McpMethodResult.Prompt("Hello").With(await UsedAsync(null)));

        Assert.True(result.GetProperty("_meta").TryGetProperty(SessionState.HandleMeta, out _));
        Assert.Equal(1, result.GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task Without_a_handle_the_result_is_what_it_was()
    {
        var result = McpMethodResult.Text("1");

        Assert.Same(result, result.With(null));
        Assert.Same(result, result.With(_bench.WithHandle(null)));
        Assert.Same(result, result.With(await _bench.InSessionAsync()));
    }

    private async Task<SessionState> UsedAsync(string? handle)
    {
        var state = _bench.WithHandle(handle);
        await state.SetAsync("count", 1, Cancel);
        return state;
    }

    private static JsonElement Write(McpMethodResult result)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
            result.WriteTo(writer);
        return JsonElement.Parse(Encoding.UTF8.GetString(json.WrittenSpan));
    }
}
