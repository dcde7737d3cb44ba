using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Tests.Catalog.Aggregation;
using LambdaMcp.Gateway.Tests.Discovery;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Threats;

/// <summary>A schema is a program that others wrote. Wherever it comes in, it is refused, or costs no more than it may.</summary>
public sealed class SchemaBombTests
{
    private const long MostBytes = 256 * 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, string> Bombs = new()
    {
        ["doubling references"] = $$"""{"type":"object","$ref":"#/$defs/d0","$defs":{ {{Repeated(40, """ "dN":{"allOf":[{"$ref":"#/$defs/dM"},{"$ref":"#/$defs/dM"}]} """)}},"d40":{} } }""",
        ["a reference to itself"] = """{"type":"object","$ref":"#"}""",
        ["a ring of allOf"] = """{"type":"object","allOf":[{"$ref":"#/$defs/a"}],"$defs":{"a":{"allOf":[{"$ref":"#/$defs/b"}]},"b":{"allOf":[{"$ref":"#/$defs/a"}]}}}""",
        ["a dynamic reference to itself"] = """{"type":"object","$dynamicAnchor":"a","allOf":[{"$dynamicRef":"#a"}]}""",
        ["a long chain of references"] = $$"""{"type":"object","$ref":"#/$defs/d0","$defs":{ {{Repeated(4_000, """ "dN":{"$ref":"#/$defs/dM"} """)}},"d4000":{} } }""",
        ["a huge enumeration"] = $$"""{"type":"object","properties":{"a":{"enum":[{{Repeated(60_000, "N")}}]} } }""",
        ["many alternatives"] = $$"""{"type":"object","anyOf":[{{Repeated(8_000, """ {"required":["rN"]} """)}}]}""",
        ["many properties"] = $$"""{"type":"object","properties":{ {{Repeated(12_000, """ "pN":{"type":"string"} """)}} } }""",
        ["a pattern that backtracks"] = """{"type":"object","properties":{"text":{"type":"string","pattern":"^(([a-z])+.)+[A-Z]([a-z])+$"}}}""",
        ["a pattern with back references"] = """{"type":"object","properties":{"text":{"type":"string","pattern":"^(a+)+\\1$"}}}""",
        ["a pattern that counts"] = """{"type":"object","properties":{"text":{"type":"string","pattern":"^((a{0,1000}){0,1000}){0,1000}$"}}}""",
        ["a remote reference"] = """{"type":"object","properties":{"a":{"$ref":"http://169.254.169.254/latest/meta-data/"}}}""",
        ["a local file"] = """{"type":"object","properties":{"a":{"$ref":"file:///etc/passwd"}}}""",
        ["a remote dialect"] = """{"type":"object","$schema":"http://169.254.169.254/schema"}""",
        ["a remote base"] = """{"type":"object","$id":"http://169.254.169.254/schema","properties":{"a":{"$ref":"other"}}}""",
    };

    public static TheoryData<string> Names => [.. Bombs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_read_at_registration_in_bounded_time_and_memory(string name) => Bounded(() =>
        new RegistrationReader(JsonDocument.Parse(
            """{"type":"tool","name":"t","description":"d","lambdaArn":"arn:aws:lambda:eu-central-1:123456789012:function:f","parameters":SCHEMA,"outputSchema":SCHEMA}"""
                .Replace("SCHEMA", Bombs[name], StringComparison.Ordinal)).RootElement).Read());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Brought_by_a_function_it_costs_neither_time_nor_the_functions_other_tools(string name)
    {
        var server = new ScriptedServer().Lists($$"""[{"name":"bomb","inputSchema":{{Bombs[name]}}},{"name":"good"}]""").Says("tools/call", """{"content":[]}""");
        var gateway = new Gateway(Registered("""{"type":"target","name":"ev"}"""));
        gateway.Invoker.StreamOf = server.Answer;
        var watch = Stopwatch.StartNew();

        var names = await gateway.ListToolsAsync();
        if (names.Contains("ev_bomb"))
            await gateway.CallAsync("ev_bomb", $$"""{"text":"{{new string('a', 20_000)}}!","a":-1}""");

        Assert.Contains("ev_good", names);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Longest);
    }

    [Theory]
    [InlineData("a remote reference")]
    [InlineData("a local file")]
    [InlineData("a remote dialect")]
    [InlineData("a remote base")]
    [InlineData("doubling references")]
    [InlineData("a reference to itself")]
    [InlineData("a ring of allOf")]
    public void What_would_be_fetched_or_never_ends_is_refused(string name)
    {
        var reader = new RegistrationReader(JsonDocument.Parse(
            """{"type":"tool","name":"t","description":"d","lambdaArn":"arn:aws:lambda:eu-central-1:123456789012:function:f","parameters":SCHEMA}"""
                .Replace("SCHEMA", Bombs[name], StringComparison.Ordinal)).RootElement);
        reader.Read();

        Assert.NotEmpty(reader.Faults);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task From_a_registry_it_costs_neither_time_nor_other_functions(string name)
    {
        var account = new DiscoveryBench().With("crm-good").With("crm-bomb", ("schema", DiscoveryBench.SchemaArn("s"))).WithSchema("s", Bombs[name]);
        var watch = Stopwatch.StartNew();

        var names = await account.ToolsAsync(new DiscoveryOptions { FunctionPrefix = "crm-", InputSchemaArnTagKey = "schema" });

        Assert.Contains("good", names);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Longest);
    }

    /// <summary>Nothing that a registration, a schema or a function says can be fetched by an assembly that has no way to fetch.</summary>
    [Fact]
    public void The_gateway_has_no_network()
    {
        var references = typeof(Registration).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.DoesNotContain(references, name => name.StartsWith("System.Net", StringComparison.Ordinal) && name is not "System.Net.Primitives" || name.StartsWith("AWSSDK", StringComparison.Ordinal));
    }

    // N is the number, M the next one.
    private static string Repeated(int count, string text) => string.Join(',', Enumerable.Range(0, count).Select(number => text
        .Replace("N", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("M", (number + 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));

    private static void Bounded(Action read)
    {
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();

        read();

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Longest);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
    }
}
