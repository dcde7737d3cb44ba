using LambdaMcp.Tools.Generator.Diagnostics;
using LambdaMcp.Tools.Generator.Tests.Compiling;

namespace LambdaMcp.Tools.Generator.Tests;

/// <summary>What the generator says of methods that it cannot serve.</summary>
public sealed class DiagnosticTests
{
    [Theory]
    [InlineData("LMCP001", "[McpServerTool] public static void A(System.IO.Stream body) { }", "Parameter 'body' of 'Tools.A' cannot be an argument: 'Stream' is a library's type, not data of your own")]
    [InlineData("LMCP001", "[McpServerTool] public static void A(McpServer server) { }", "Parameter 'server' of 'Tools.A' cannot be an argument: 'McpServer' is a library's type, not data of your own")]
    [InlineData("LMCP001", "[McpServerTool] public static void A(IAsyncEnumerable<int> some) { }", "Parameter 'some' of 'Tools.A' cannot be an argument: arguments are not streamed; take a list")]
    [InlineData("LMCP001", "[McpServerResource(UriTemplate = \"a://{ids}\")] public static string A(int[] ids) => \"\";", "Parameter 'ids' of 'Tools.A' cannot be an argument: variables of a URI template are text; take a string, number, date or the like")]
    [InlineData("LMCP001", "public class B { public required string X; } [McpServerTool] public static void A(B b) { }", "Parameter 'b' of 'Tools.A' cannot be an argument: the required member 'X' of 'Tools.B' cannot be set: make it a property that is not ignored and no constructor parameter")]
    [InlineData("LMCP001", "public class B<T> { public T? X { get; init; } } [McpServerTool] public static void A(B<int> b) { }", "Parameter 'b' of 'Tools.A' cannot be an argument: 'X' of the generic class 'Tools.B<int>' has an init accessor; make it required or settable, or make a record of the class")]
    [InlineData("LMCP001", "public abstract class B; [McpServerTool] public static void A(B b) { }", "Parameter 'b' of 'Tools.A' cannot be an argument: 'Tools.B' is abstract")]
    [InlineData("LMCP001", "public class B { public B(int a) { } public B(string a) { } } [McpServerTool] public static void A(B b) { }", "Parameter 'b' of 'Tools.A' cannot be an argument: 'Tools.B' needs one public constructor, one without parameters, or one with [JsonConstructor]")]
    [InlineData("LMCP004", "public required int X { get; set; } [McpServerTool] public void A() { }", "'Tools' cannot be made to call 'A': it has required members; take them in the constructor")]
    [InlineData("LMCP002", "[McpServerTool] public static void A(int x) { } [McpServerTool] public static void A(string x) { }", "'Tools.A' is the tool 'a', and so is another method")]
    [InlineData("LMCP003", "[McpServerTool] private static void A() { }", "'Tools.A' cannot be served: it, or a type around it, is private or protected")]
    [InlineData("LMCP003", "[McpServerTool] public static void A<T>() { }", "'Tools.A' cannot be served: it has type parameters")]
    [InlineData("LMCP003", "[McpServerTool] public static void A(ref int x) { }", "'Tools.A' cannot be served: 'x' is a ref, out or in parameter")]
    [InlineData("LMCP003", "[McpServerTool] public static async void A() => await Task.Yield();", "'Tools.A' cannot be served: it is async void, so that nobody could await it; return a Task")]
    [InlineData("LMCP004", "private Tools() { } [McpServerTool] public void A() { }", "'Tools' cannot be made to call 'A': it has no public constructor")]
    [InlineData("LMCP004", "public Tools() { } public Tools(IFormatProvider a) { } [McpServerTool] public void A() { }", "'Tools' cannot be made to call 'A': it has several public constructors")]
    [InlineData("LMCP004", "public Tools(int a) { } [McpServerTool] public void A() { }", "'Tools' cannot be made to call 'A': parameter 'a' of its constructor is no service")]
    [InlineData("LMCP005", "[McpServerResource(UriTemplate = \"a://{id\")] public static string A(int id) => \"\";", "The URI template 'a://{id' is not valid: a '{' is not closed")]
    [InlineData("LMCP005", "[McpServerResource(UriTemplate = \"orders\")] public static string A() => \"\";", "The URI template 'orders' is not valid: it begins with no scheme, such as orders:")]
    [InlineData("LMCP006", "[McpServerResource(UriTemplate = \"a://{id}\")] public static string A() => \"\";", "The URI template 'a://{id}' has a variable 'id', but 'Tools.A' has no parameter of that name")]
    [InlineData("LMCP007", "[McpServerTool(Name = \"a b\")] public static void A() { }", "'a b' cannot be the name of a tool: it has the character ' '")]
    [InlineData("LMCP008", "[McpServerTool] public static void A() { }", "The tool 'a' has no description: models choose by it")]
    [InlineData("LMCP009", "[McpServerTool, Description(\"d\")] public static void A(int x) { }", "Argument 'x' of 'Tools.A' has no description")]
    [InlineData("LMCP010", "[McpServerTool] public static object A() => 1;", "'Tools.A' cannot return 'object': 'object' is not written as JSON")]
    [InlineData("LMCP010", "[McpServerPrompt] public static int A() => 1;", "'Tools.A' cannot return 'int': it is no prompt")]
    [InlineData("LMCP010", "[McpServerResource] public static int A() => 1;", "'Tools.A' cannot return 'int': it is no resource's content")]
    [InlineData("LMCP011", "} public static class Other { [McpServerTool] public static void A() { }", "'Other.A' is not served because its type lacks [McpServerToolType]")]
    [InlineData("LMCP012", "[McpServerResource(UriTemplate = \"a://b\")] public static string A(int id) => \"\";", "Parameter 'id' of 'Tools.A' is no variable of the URI template 'a://b'")]
    [InlineData("LMCP013", "[McpServerTool, McpMeta(\"m\", JsonValue = \"{a}\")] public static void A() { }", "The JsonValue of 'm' is not JSON")]
    public void A_method_that_cannot_be_served_is_told_of(string id, string members, string message)
    {
        var found = SampleProject.Diagnostics($$"""[McpServerToolType, McpServerPromptType, McpServerResourceType] public class Tools { {{members}} }""");

        var diagnostic = Assert.Single(found, one => one.Id == id);
        Assert.Equal(message, diagnostic.GetMessage());
        Assert.Equal("/src/File1.cs", diagnostic.Location.GetLineSpan().Path);
    }

    [Fact]
    public void Each_rule_says_what_to_do() => Assert.All(Rules.All, rule => Assert.True(rule.Description.ToString().Length > 40));

    [Fact]
    public void A_well_made_method_is_not_told_of() => Assert.Empty(SampleProject.Diagnostics("""
        [McpServerToolType]
        public static class Tools
        {
            /// <summary>Adds.</summary>
            /// <param name="a">The first.</param>
            [McpServerTool] public static int Add(int a, CancellationToken cancel) => a;
        }
        """));
}
