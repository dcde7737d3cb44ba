using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Registrations;
using LambdaMcp.Aws.Tests.Tables;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Aws.Tests.Registrations;

/// <summary>What <see cref="IRegistrationStore"/> promises, on a real table service.</summary>
public abstract class RegistrationStoreContract(ITableService tables) : IAsyncLifetime
{
    private const string Arn = "arn:aws:lambda:eu-west-1:123456789012:function:customer-by-id";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private TestTable? _table;
    private DynamoDbRegistrationStore? _store;

    private DynamoDbRegistrationStore Store => _store!;

    public async ValueTask InitializeAsync()
    {
        var client = tables.Client();
        _table = await TestTable.CreateAsync(client, "id");
        _store = new DynamoDbRegistrationStore(() => client, _table.Name, NullLogger.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        if (_table is not null)
            await _table.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_registration_comes_back_as_it_was_stored()
    {
        var registration = Registration("customer") with
        {
            Title = "Customer",
            InputSchema = JsonElement.Parse("""{"type":"object","properties":{"id":{"type":"string"}}}"""),
            OutputSchema = JsonElement.Parse("""{"type":"object"}"""),
            Annotations = JsonElement.Parse("""{"readOnlyHint":true}"""),
            TimeoutSeconds = 30,
            Enabled = false,
        };
        Assert.True(await Store.TryCreateAsync(registration, Cancel));

        var found = await Store.FindAsync(registration.Id, Cancel);

        Assert.Equal(Plain(registration), Plain(found!));
        Assert.Equal(registration.InputSchema?.GetRawText(), found!.InputSchema?.GetRawText());
        Assert.Equal(registration.OutputSchema?.GetRawText(), found.OutputSchema?.GetRawText());
        Assert.Equal(registration.Annotations?.GetRawText(), found.Annotations?.GetRawText());
    }

    [Theory]
    [InlineData(RegistrationType.Resource)]
    [InlineData(RegistrationType.ResourceTemplate)]
    [InlineData(RegistrationType.Prompt)]
    [InlineData(RegistrationType.Target)]
    [InlineData(RegistrationType.Set)]
    public async Task Whatever_a_function_serves_comes_back_as_it_was_stored(RegistrationType type)
    {
        var registration = Registration("any") with
        {
            Id = Gateway.Registrations.Registration.IdOf(type, "any"),
            Type = type,
            Description = "",
            Contract = TargetContract.Mcp,
            Streams = true,
            Uri = "test://any",
            UriTemplate = "test://{any}",
            MimeType = "text/plain",
            Size = 7,
            Arguments = JsonElement.Parse("""[{"name":"a"}]"""),
            Completion = true,
            Icons = JsonElement.Parse("""[{"src":"https://example.com/i.png"}]"""),
            Meta = JsonElement.Parse("""{"m":1}"""),
            Retry = new(3, 250),
            Scopes = ["a", "b"],
            Tags = ["t"],
            Http = JsonElement.Parse("""{"method":"GET"}"""),
            FixedArguments = JsonElement.Parse("""{"f":null}"""),
            HiddenArguments = ["h"],
            CacheSeconds = 60,
            MaxConcurrency = 4,
            Asynchronous = true,
            Prefix = type == RegistrationType.Set ? "" : "p_",
            Tools = JsonElement.Parse("""[{"name":"x"}]"""),
            Members = ["a_*", "#t"],
        };
        if (type == RegistrationType.Set)
            registration = registration with { LambdaArn = "", Contract = TargetContract.Payload };
        Assert.True(await Store.TryCreateAsync(registration, Cancel));

        var found = await Store.FindAsync(registration.Id, Cancel);

        Assert.Equal(Plain(registration), Plain(found!));
        Assert.Equal(registration.Arguments?.GetRawText(), found!.Arguments?.GetRawText());
        Assert.Equal(registration.Icons?.GetRawText(), found.Icons?.GetRawText());
        Assert.Equal(registration.Meta?.GetRawText(), found.Meta?.GetRawText());
        Assert.Equal(registration.Http?.GetRawText(), found.Http?.GetRawText());
        Assert.Equal(registration.FixedArguments?.GetRawText(), found.FixedArguments?.GetRawText());
        Assert.Equal(registration.Tools?.GetRawText(), found.Tools?.GetRawText());
        Assert.Equal(registration.Scopes, found.Scopes);
        Assert.Equal(registration.Tags, found.Tags);
        Assert.Equal(registration.HiddenArguments, found.HiddenArguments);
        Assert.Equal(registration.Members, found.Members);
    }

    [Fact]
    public async Task A_registration_that_no_item_holds_is_refused_before_it_is_written()
    {
        var large = JsonElement.Parse($$"""{"type":"object","description":"{{new string('x', 420_000)}}"}""");

        await Assert.ThrowsAsync<RegistrationTooLargeException>(() => Store.TryCreateAsync(Registration("large") with { InputSchema = large }, Cancel));
    }

    [Fact]
    public async Task An_unknown_registration_is_null() => Assert.Null(await Store.FindAsync("tool-none", Cancel));

    [Fact]
    public async Task An_id_is_given_once()
    {
        Assert.True(await Store.TryCreateAsync(Registration("one"), Cancel));
        Assert.False(await Store.TryCreateAsync(Registration("one") with { Description = "Other" }, Cancel));
        Assert.Equal("Does one.", (await Store.FindAsync("tool-one", Cancel))!.Description);
    }

    [Fact]
    public async Task Replacing_needs_the_version_that_was_read()
    {
        await Store.TryCreateAsync(Registration("one"), Cancel);

        Assert.True(await Store.TryReplaceAsync(Registration("one") with { Description = "Second" }, Cancel));
        Assert.False(await Store.TryReplaceAsync(Registration("one") with { Description = "Late" }, Cancel));
        Assert.True(await Store.TryReplaceAsync(Registration("one") with { Description = "Third", Version = 2 }, Cancel));

        var found = await Store.FindAsync("tool-one", Cancel);
        Assert.Equal(("Third", 3), (found!.Description, found.Version));
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_replaced_or_deleted()
    {
        Assert.False(await Store.TryReplaceAsync(Registration("none"), Cancel));
        Assert.False(await Store.TryReplaceAsync(Registration("none") with { Version = 5 }, Cancel));
        Assert.False(await Store.DeleteAsync("tool-none", Cancel));
    }

    [Fact]
    public async Task A_deleted_registration_is_gone()
    {
        await Store.TryCreateAsync(Registration("one"), Cancel);

        Assert.True(await Store.DeleteAsync("tool-one", Cancel));

        Assert.Null(await Store.FindAsync("tool-one", Cancel));
    }

    [Fact]
    public async Task The_listing_has_every_page()
    {
        // Each takes 350 KB, and a page of a scan holds 1 MB.
        var large = JsonElement.Parse($$"""{"type":"object","description":"{{new string('x', 350_000)}}"}""");
        for (var at = 0; at < 5; at++)
            await Store.TryCreateAsync(Registration($"tool{at}") with { InputSchema = large }, Cancel);

        Assert.Equal(["tool0", "tool1", "tool2", "tool3", "tool4"], await NamesAsync());
    }

    [Fact]
    public async Task An_item_of_mcp_lambda_sam_is_read_with_its_short_parameters()
    {
        await PutAsync(new()
        {
            ["id"] = new() { S = "5f0c" },
            ["type"] = new() { S = "tool" },
            ["name"] = new() { S = "example" },
            ["description"] = new() { S = "Example tool" },
            ["lambdaArn"] = new() { S = Arn },
            ["parameters"] = new() { M = new() { ["input"] = new() { S = "string" } } },
        });

        var found = await Store.FindAsync("5f0c", Cancel);

        Assert.Equal(
            """{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}""", found!.InputSchema?.GetRawText());
        Assert.True(found.Enabled);
        Assert.Equal(1, found.Version);
        Assert.True(await Store.TryReplaceAsync(found with { Title = "Example" }, Cancel));
    }

    [Fact]
    public async Task A_broken_item_is_left_out_and_takes_no_other_with_it()
    {
        await Store.TryCreateAsync(Registration("good"), Cancel);
        await PutAsync(Item("deep", "inputSchema", new() { S = Nested(60) }));
        await PutAsync(new() { ["id"] = new() { S = "empty" } });
        await PutAsync(Item("bad-json", "inputSchema", new() { S = "{" }));
        await PutAsync(Item("bad-schema", "inputSchema", new() { S = "[]" }));
        await PutAsync(Item("bad-text", "inputSchema", new() { S = """{"title":"\ud800"}""" }));
        await PutAsync(Item("bad-depth", "inputSchema", new() { S = Nested(61) }));
        await PutAsync(Item("bad-type", "type", new() { S = "oracle" }));
        await PutAsync(Item("bad-arn", "lambdaArn", new() { S = "customer-by-id" }));
        await PutAsync(Item("bad-timeout", "timeoutSeconds", new() { S = "soon" }));
        await PutAsync(Item("bad-number", "version", new() { N = "1.5" }));

        Assert.Equal(["deep", "good"], await NamesAsync());
        Assert.Null(await Store.FindAsync("bad-json", Cancel));
    }

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"not\":", depth - 1)) + "{}" + new string('}', depth - 1);

    private static Dictionary<string, AttributeValue> Item(string id, string name, AttributeValue value) => new()
    {
        ["id"] = new() { S = id },
        ["type"] = new() { S = "tool" },
        ["name"] = new() { S = id },
        ["lambdaArn"] = new() { S = Arn },
        [name] = value,
    };

    private static Registration Registration(string name) => new()
    {
        Id = $"tool-{name}",
        Type = RegistrationType.Tool,
        Name = name,
        Description = $"Does {name}.",
        LambdaArn = Arn,
    };

    // JSON elements are equal by reference only.
    private static Registration Plain(Registration registration) => registration with
    {
        InputSchema = null, OutputSchema = null, Annotations = null, Arguments = null, Icons = null, Meta = null, Http = null, FixedArguments = null, Tools = null,
        Scopes = [], Tags = [], HiddenArguments = [], Members = [],
    };

    private Task<PutItemResponse> PutAsync(Dictionary<string, AttributeValue> item) => _table!.Client.PutItemAsync(_table.Name, item, Cancel);

    private async Task<List<string>> NamesAsync()
    {
        var names = new List<string>();
        await foreach (var registration in Store.ListAsync(Cancel))
            names.Add(registration.Name);
        names.Sort(StringComparer.Ordinal);
        return names;
    }
}
