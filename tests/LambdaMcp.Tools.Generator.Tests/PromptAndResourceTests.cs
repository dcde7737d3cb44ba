using LambdaMcp.Tools.Generator.Tests.Compiling;
using LambdaMcp.Tools.Methods;

namespace LambdaMcp.Tools.Generator.Tests;

/// <summary>Prompts, resources and templates.</summary>
public sealed class PromptAndResourceTests
{
    private static readonly Server Methods = Server.Of("""
        public record Person(string Name);

        [McpServerPromptType]
        public static class Prompts
        {
            /// <summary>Greets.</summary>
            /// <param name="name">Who.</param>
            [McpServerPrompt(Title = "Greet", IconSource = "https://example.com/i.png"), McpMeta("a", 1), McpMeta("b", JsonValue = "{\"c\":[1, true]}")]
            public static string Greet(string name, int times = 1, bool loud = false, Person? person = null) => $"{name} {times} {loud} {person?.Name}";

            [McpServerPrompt(Name = "say.all")]
            public static async Task<IEnumerable<PromptMessage>> SayAllAsync() { await Task.Yield(); return [Say(), Say()]; }

            [McpServerPrompt] public static PromptMessage Say() => new() { Role = Role.Assistant, Content = new TextContentBlock { Text = "hi" } };
            [McpServerPrompt] public static ValueTask<GetPromptResult> Whole() => new(new GetPromptResult { Description = "d", Messages = [Say()] });
        }

        [McpServerResourceType]
        public static class Resources
        {
            [McpServerResource(UriTemplate = "docs://readme", MimeType = "text/markdown"), Description("The readme.")]
            public static string Readme() => "# hi";
            [McpServerResource(UriTemplate = "orders://{id}{?page}")] public static string Order(Guid id, int page = 1) => $"{id} {page}";
            [McpServerResource] public static byte[] Logo() => [1, 2];
            [McpServerResource] public static Task<ResourceContents> Find(string what) => Task.FromResult<ResourceContents>(new TextResourceContents { Uri = "x://" + what, Text = what });
        }
        """);

    [Theory]
    [InlineData("greet", """{"name":"greet","title":"Greet","description":"Greets.","arguments":[{"name":"name","description":"Who.","required":true},{"name":"times","required":false},{"name":"loud","required":false},{"name":"person","required":false}],"icons":[{"src":"https://example.com/i.png"}],"_meta":{"a":1,"b":{"c":[1, true]}}}""")]
    [InlineData("docs://readme", """{"uri":"docs://readme","name":"readme","description":"The readme.","mimeType":"text/markdown"}""")]
    [InlineData("orders://{id}{?page}", """{"uriTemplate":"orders://{id}{?page}","name":"order","mimeType":"text/plain"}""")]
    [InlineData("resource://mcp/logo", """{"uri":"resource://mcp/logo","name":"logo","mimeType":"application/octet-stream"}""")]
    [InlineData("resource://mcp/find{?what}", """{"uriTemplate":"resource://mcp/find{?what}","name":"find"}""")]
    public void Definitions_tell_what_the_attributes_tell(string key, string definition) => Assert.Equal(definition, Methods.Method(key).Definition);

    [Theory]
    [InlineData("""{"name":"Ann"}""", "Ann 1 False ")]
    [InlineData("""{"name":"5","times":"3","loud":"True","person":"{\"name\":\"Bob\"}"}""", "5 3 True Bob")]
    [InlineData("""{"name":"Ann","times":3,"person":"null"}""", "Ann 3 False ")]
    public async Task Arguments_of_prompts_are_text_of_their_types(string arguments, string text) =>
        Assert.Equal(text, (await Methods.CallAsync("greet", arguments))["messages"]![0]!["content"]!["text"]!.GetValue<string>());

    [Fact]
    public async Task A_wrong_argument_of_a_prompt_is_refused() => Assert.Equal(
        "/times must be a whole number, and is \"x\"",
        (await Assert.ThrowsAsync<InvalidArgumentException>(() => Methods.CallAsync("greet", """{"name":"a","times":"x"}"""))).Message);

    [Fact]
    public async Task Prompts_give_messages()
    {
        Assert.Equal(2, (await Methods.CallAsync("say.all"))["messages"]!.AsArray().Count);
        Assert.Equal("assistant", (await Methods.CallAsync("say"))["messages"]![0]!["role"]!.GetValue<string>());
        Assert.Equal("d", (await Methods.CallAsync("whole"))["description"]!.GetValue<string>());
    }

    [Fact]
    public async Task Resources_give_text_and_bytes()
    {
        Assert.Equal("""{"contents":[{"uri":"docs://readme","mimeType":"text/markdown","text":"# hi"}]}""", (await Methods.ReadAsync("docs://readme", "docs://readme")).ToJsonString());
        Assert.Equal("AQI=", (await Methods.ReadAsync("resource://mcp/logo", "resource://mcp/logo"))["contents"]![0]!["blob"]!.GetValue<string>());
        Assert.Equal("x://y", (await Methods.ReadAsync("resource://mcp/find{?what}", "u", ("what", "y")))["contents"]![0]!["uri"]!.GetValue<string>());
    }

    [Fact]
    public async Task Variables_are_read_as_their_types()
    {
        const string Template = "orders://{id}{?page}";
        var id = Guid.NewGuid().ToString();
        Assert.Equal($"{id} 7", (await Methods.ReadAsync(Template, "u", ("id", id), ("page", "7")))["contents"]![0]!["text"]!.GetValue<string>());
        Assert.Equal($"{id} 1", (await Methods.ReadAsync(Template, "u", ("id", id)))["contents"]![0]!["text"]!.GetValue<string>());
        Assert.Equal("/id", (await Assert.ThrowsAsync<InvalidArgumentException>(() => Methods.ReadAsync(Template, "u", ("id", "no")))).At);
    }
}
