namespace LambdaMcp.Tools.Generator.Tests.Judged;

/// <summary>Methods that both the generator and the official SDK read.</summary>
internal static class JudgedTools
{
    public const string Source = """
        public enum Colour { Red, [JsonStringEnumMemberName("sea green")] Green }
        public sealed record Address(string Street, string? City, [property: JsonPropertyName("postal_code")] string Code = "0");
        public sealed class Customer
        {
            public required string Name { get; set; }
            [Description("In years.")] public int Age { get; set; } = 18;
            public Address? Home { get; init; }
            public List<Address> Others { get; set; } = [];
            [JsonIgnore] public string Secret { get; set; } = "";
        }

        [McpServerToolType]
        public static class Tools
        {
            [McpServerTool, Description("Adds.")] public static int AddNumbers([Description("The first.")] int a, int b = 5) => a + b;
            [McpServerTool] public static Task WaitAsync(CancellationToken cancel) => Task.CompletedTask;
            [McpServerTool] public static void NotReallyAsync() { }
            [McpServerTool] public static ValueTask<string> GetURLAsync(Uri url) => new("");
            [McpServerTool] public static void Get2ndHTMLPage_Now(string? page, string other = "x", string? none = null) { }
            [McpServerTool] public static void X() { }
            [McpServerTool] public static void ÜberAll_() { }
            [McpServerTool(Name = "my.Tool-1", Title = "Mine", ReadOnly = true, Destructive = false)] public static void Named() { }
            [McpServerTool(Idempotent = true, OpenWorld = false, IconSource = "https://example.com/i.png")] public static void Annotated() { }
            [McpServerTool(Title = "Only")] public static void Titled() { }
            [McpServerTool, McpMeta("a", "text"), McpMeta("b", 1.5), McpMeta("c", true), McpMeta("d", JsonValue = "[1,{}]"), McpMeta("e")] public static void Meta() { }
            [McpServerTool, McpMeta("x", "1"), McpMeta("x", "2")] public static void Twice([McpHeader("Region")] string region) { }
            [McpServerTool] [return: Description("The sum.")] public static int Sum(int[] all) => 0;
            [McpServerTool, Description("Does.")] [return: Description("The sum.")] public static int SumUp(List<double> all, IReadOnlyDictionary<string, bool> flags) => 0;
            [McpServerTool] public static void Scalars(bool a, long b, double c, decimal d, Guid e, DateTime f, DateTimeOffset g, string h, float i, int? j, double? k = null, bool l = true, double m = 1.5) { }
            [McpServerTool] public static void Dates(DateOnly a) { }
            [McpServerTool] public static void Objects(Address address, Customer customer) { }
            [McpServerTool] public static void Enums(Colour colour, Colour? maybe) { }
            [McpServerTool] public static void Annotations([Range(1, 5)] int a, [Length(1, 3)] string b, [MinLength(1)] string[] c, [RegularExpression("^[a-z]+$")] string d, [MaxLength(9)] string? e) { }
            [McpServerTool] public static void Services(IServiceProvider services, IProgress<ModelContextProtocol.ProgressNotificationValue> progress, CancellationToken cancel, int a) { }
            [McpServerTool(UseStructuredContent = true)] public static Address Find() => new("", "");
            [McpServerTool(UseStructuredContent = true)] public static Task<Customer> FindCustomer() => null!;
            [McpServerTool] public static CallToolResult Raw() => new();
        }

        [McpServerPromptType]
        public static class Prompts
        {
            [McpServerPrompt, Description("Greets.")] public static string Greet([Description("Who.")] string name, int times = 1) => "";
            [McpServerPrompt(Name = "other", Title = "Other", IconSource = "i:i")] public static PromptMessage OtherAsync() => null!;
        }

        [McpServerResourceType]
        public static class Resources
        {
            [McpServerResource(UriTemplate = "docs://readme", Name = "read", Title = "Read", MimeType = "text/plain"), Description("Reads.")] public static string Readme() => "";
            [McpServerResource(UriTemplate = "docs://{id}{?page}", MimeType = "a/b")] public static string Page(string id, int page = 1) => "";
            [McpServerResource(MimeType = "a/b")] public static string Derived(string a, int b = 1) => "";
        }
        """;
}
