using LambdaMcp.Tools.Generator.Tests.Compiling;
using LambdaMcp.Tools.Methods;

namespace LambdaMcp.Tools.Generator.Tests;

/// <summary>Static tools with simple arguments.</summary>
public sealed class StaticToolTests
{
    private const string Source = """
        [McpServerToolType]
        public static class Calculator
        {
            /// <summary>Adds two <c>numbers</c>, see <see cref="int"/>.</summary>
            /// <param name="a">The first.</param>
            /// <param name="b">The second; <paramref name="a"/> if left out.</param>
            [McpServerTool(ReadOnly = true, Title = "Add")]
            public static int AddNumbers(int a, int b = 5) => a + b;

            [McpServerTool, Description("Waits.")]
            public static async Task<string> WaitAsync(CancellationToken cancel) { await Task.Yield(); cancel.ThrowIfCancellationRequested(); return "done"; }

            [McpServerTool, Description("Says who calls.")]
            public static string WhoAmI(ToolContext context) => context.Principal;
        }
        """;

    [Fact]
    public async Task A_static_method_is_called_with_its_arguments()
    {
        var server = Server.Of(Source);

        Assert.Equal("7", (await server.CallAsync("add_numbers", """{"a":3,"b":4}"""))["content"]![0]!["text"]!.GetValue<string>());
        Assert.Equal("8", (await server.CallAsync("add_numbers", """{"a":3}"""))["content"]![0]!["text"]!.GetValue<string>());
        Assert.Equal("done", (await server.CallAsync("wait"))["content"]![0]!["text"]!.GetValue<string>());
        Assert.Equal("alice", (await server.CallAsync("who_am_i", "{}"))["content"]![0]!["text"]!.GetValue<string>());
    }

    [Fact]
    public void The_definition_is_written_when_the_program_is_compiled() => Assert.Equal(
        """{"name":"add_numbers","title":"Add","description":"Adds two numbers, see int.","inputSchema":{"type":"object","properties":{"a":{"type":"integer","description":"The first."},"b":{"type":"integer","description":"The second; a if left out.","default":5}},"required":["a"],"additionalProperties":false},"annotations":{"title":"Add","readOnlyHint":true}}""",
        Server.Of(Source).Method("add_numbers").Definition);

    [Theory]
    [InlineData("{}", "/a is missing")]
    [InlineData("""{"a":"3"}""", "/a must be a whole number, and is \"3\"")]
    [InlineData("""{"a":1.5}""", "/a must be a whole number, and is 1.5")]
    [InlineData("""{"a":3000000000}""", "/a must be a whole number from -2147483648 to 2147483647, and is 3000000000")]
    [InlineData("""{"a":null}""", "/a must be a whole number, and is null")]
    [InlineData("""{"a":1,"c":1}""", "/c is not an argument; there are a, b")]
    public async Task A_wrong_argument_is_refused_with_its_place(string arguments, string message) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<InvalidArgumentException>(() => Server.Of(Source).CallAsync("add_numbers", arguments))).Message);

    [Fact]
    public void A_project_without_methods_can_call_it_too() => Assert.Empty(Server.Of("").Methods);
}
