using LambdaMcp.Tools.Generator.Tests.Compiling;
using LambdaMcp.Tools.Methods;
using LambdaMcp.Tools.State;

namespace LambdaMcp.Tools.Generator.Tests;

/// <summary>What the server fills parameters with, and kinds of results.</summary>
public sealed class CallTests
{
    private static readonly Server Tools = Server.Of("""
        using LambdaMcp.Tools.State;
        using ModelContextProtocol;

        public record Found(int Id);

        [McpServerToolType]
        internal static class Tools
        {
            /// <summary>Counts.</summary>
            [McpServerTool] internal static async Task<int> Count(SessionState state, int by, CancellationToken cancel) => await state.UpdateAsync<int>("n", n => n + by, cancel);
            [McpServerTool] public static void Report(IProgress<ProgressNotificationValue> progress) => progress.Report(new() { Progress = 1 });
            [McpServerTool] public static string? Silent() => null;
            [McpServerTool] public static DayOfWeek Day() => DayOfWeek.Friday;
            [McpServerTool] public static DateOnly Date() => new(2026, 7, 28);
            [McpServerTool] public static JsonElement Json() => JsonDocument.Parse("[1]").RootElement;
            [McpServerTool(UseStructuredContent = false)] public static Found Text() => new(1);
            [McpServerTool(UseStructuredContent = true)] public static double Wrapped() => 1.5;
            [McpServerTool(OutputSchemaType = typeof(Found))] public static CallToolResult Raw() => new() { IsError = true };
            [McpServerTool] public static ImageContentBlock Image() => ImageContentBlock.FromBytes(new byte[] { 1 }, "image/png");
            [McpServerTool] public static IEnumerable<ContentBlock> Blocks() => [new TextContentBlock { Text = "a" }, new TextContentBlock { Text = "b" }];
            #nullable disable
            [McpServerTool] public static Found Old(string a = null) => null;
        }
        """);

    [Theory]
    [InlineData("report", """{"content":[]}""")]
    [InlineData("silent", """{"content":[]}""")]
    [InlineData("day", """{"content":[{"type":"text","text":"Friday"}]}""")]
    [InlineData("date", """{"content":[{"type":"text","text":"2026-07-28"}]}""")]
    [InlineData("json", """{"content":[{"type":"text","text":"[1]"}]}""")]
    [InlineData("text", """{"content":[{"type":"text","text":"{\u0022id\u0022:1}"}]}""")]
    [InlineData("wrapped", """{"content":[{"type":"text","text":"{\u0022result\u0022:1.5}"}],"structuredContent":{"result":1.5}}""")]
    [InlineData("raw", """{"content":[],"isError":true}""")]
    [InlineData("image", """{"content":[{"type":"image","data":"AQ==","mimeType":"image/png"}]}""")]
    [InlineData("blocks", """{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}""")]
    [InlineData("old", """{"content":[]}""")]
    public async Task What_is_returned_is_the_result(string tool, string result) => Assert.Equal(result, (await Tools.CallAsync(tool)).ToJsonString());

    [Fact]
    public void A_promised_schema_is_shown() => Assert.Equal(
        """{"type":"object","properties":{"id":{"type":"integer"}},"required":["id"]}""", Tools.Definition("raw")["outputSchema"]!.ToJsonString());

    [Fact]
    public void A_tool_with_state_takes_a_handle()
    {
        var schema = Tools.Definition("count")["inputSchema"]!;

        Assert.Equal("string", schema["properties"]![SessionState.HandleArgument]!["type"]!.GetValue<string>());
        Assert.Equal("""["by"]""", schema["required"]!.ToJsonString());
    }

    [Fact]
    public async Task The_handle_is_no_unknown_argument()
    {
        // The state itself needs services that this test has not: the arguments were read before it was asked for.
        await Assert.ThrowsAsync<InvalidOperationException>(() => Tools.CallAsync("count", """{"by":1,"stateHandle":"h"}"""));
        await Assert.ThrowsAsync<InvalidArgumentException>(() => Tools.CallAsync("count", """{"by":"x","stateHandle":"h"}"""));
    }
}
