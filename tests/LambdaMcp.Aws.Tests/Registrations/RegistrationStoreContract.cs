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
        Assert.Equal(RegistrationWrite.Done, await Store.CreateAsync(registration, Cancel));

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
        Assert.Equal(RegistrationWrite.Done, await Store.CreateAsync(registration, Cancel));

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

        await Assert.ThrowsAsync<RegistrationTooLargeException>(() => Store.CreateAsync(Registration("large") with { InputSchema = large }, Cancel));
    }

    [Fact]
    public async Task An_unknown_registration_is_null() => Assert.Null(await Store.FindAsync("tool-none", Cancel));

    [Fact]
    public async Task An_id_is_given_once()
    {
        Assert.Equal(RegistrationWrite.Done, await Store.CreateAsync(Registration("one"), Cancel));
        Assert.Equal(RegistrationWrite.Stale, await Store.CreateAsync(Registration("one") with { Description = "Other" }, Cancel));
        Assert.Equal("Does one.", (await Store.FindAsync("tool-one", Cancel))!.Description);
    }

    [Fact]
    public async Task Changing_needs_the_version_that_was_read()
    {
        var first = Registration("one");
        await Store.CreateAsync(first, Cancel);

        Assert.Equal(RegistrationWrite.Done, await Store.ReplaceAsync(first, first with { Description = "Second" }, Cancel));
        Assert.Equal(RegistrationWrite.Stale, await Store.ReplaceAsync(first, first with { Description = "Late" }, Cancel));
        Assert.Equal(RegistrationWrite.Done, await Store.ReplaceAsync(first with { Version = 2 }, first with { Description = "Third" }, Cancel));
        Assert.Equal(RegistrationWrite.Stale, await Store.DeleteAsync(first with { Version = 2 }, Cancel));

        var found = await Store.FindAsync("tool-one", Cancel);
        Assert.Equal(("Third", 3), (found!.Description, found.Version));
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_replaced_and_is_as_good_as_deleted()
    {
        Assert.Equal(RegistrationWrite.Stale, await Store.ReplaceAsync(Registration("none"), Registration("none"), Cancel));
        Assert.Equal(RegistrationWrite.Stale, await Store.ReplaceAsync(Registration("none") with { Version = 5 }, Registration("none"), Cancel));
        Assert.Equal(RegistrationWrite.Done, await Store.DeleteAsync(Registration("none"), Cancel));
    }

    [Fact]
    public async Task A_deleted_registration_is_gone()
    {
        await Store.CreateAsync(Registration("one"), Cancel);

        Assert.Equal(RegistrationWrite.Done, await Store.DeleteAsync(Registration("one"), Cancel));

        Assert.Null(await Store.FindAsync("tool-one", Cancel));
    }

    [Fact]
    public async Task A_URI_belongs_to_one_registration_until_that_gives_it_up()
    {
        var (first, second) = (Resource("first", "docs://a"), Resource("second", "docs://a"));
        Assert.Equal(RegistrationWrite.Done, await Store.CreateAsync(first, Cancel));
        var refused = await Store.CreateAsync(second, Cancel);
        Assert.Equal(("resource-first", "uri"), (refused.Holder, refused.Claim!.Member));
        Assert.Equal("resource-first", await Store.FindHolderAsync(new("uri", "docs://a"), Cancel));
        Assert.Null(await Store.FindAsync("resource-second", Cancel));

        Assert.Equal(RegistrationWrite.Done, await Store.ReplaceAsync(first, first with { Uri = "docs://b" }, Cancel));
        Assert.Equal(RegistrationWrite.Done, await Store.CreateAsync(second, Cancel));
        Assert.Equal("resource-first", (await Store.ReplaceAsync(second, second with { Uri = "docs://b" }, Cancel)).Holder);
        Assert.Equal(RegistrationWrite.Done, await Store.DeleteAsync(first with { Uri = "docs://b", Version = 2 }, Cancel));
        Assert.Equal(RegistrationWrite.Done, await Store.ReplaceAsync(second, second with { Uri = "docs://b" }, Cancel));

        Assert.Equal(["second"], await NamesAsync());
        Assert.Null(await Store.FindHolderAsync(new("uri", "docs://a"), Cancel));
    }

    [Fact]
    public async Task What_a_registration_claimed_that_was_deleted_by_hand_is_free()
    {
        await Store.CreateAsync(Resource("first", "docs://a"), Cancel);
        await _table!.Client.DeleteItemAsync(_table.Name, new() { ["id"] = new() { S = "resource-first" } }, Cancel);

        Assert.Null(await Store.FindHolderAsync(new("uri", "docs://a"), Cancel));
        Assert.Equal(RegistrationWrite.Done, await Store.CreateAsync(Resource("second", "docs://a"), Cancel));

        Assert.Equal("resource-second", (await Store.CreateAsync(Resource("first", "docs://a"), Cancel)).Holder);
    }

    [Fact]
    public async Task Prefixes_and_templates_are_unique_too_and_claims_are_no_registrations()
    {
        var target = Registration("one") with { Id = "target-one", Type = RegistrationType.Target, Prefix = "", Description = "", Contract = TargetContract.Mcp };
        var template = Registration("one") with { Id = "resource-template-one", Type = RegistrationType.ResourceTemplate, UriTemplate = "a://{x}/{+y}", Description = "" };
        Assert.Equal(RegistrationWrite.Done, await Store.CreateAsync(target, Cancel));
        Assert.Equal(RegistrationWrite.Done, await Store.CreateAsync(template, Cancel));

        Assert.Equal("target-one", (await Store.CreateAsync(target with { Id = "target-two", Name = "two" }, Cancel)).Holder);
        var other = template with { Id = "resource-template-two", Name = "two", UriTemplate = "a://{id}/{+rest}" };
        Assert.Equal("resource-template-one", (await Store.CreateAsync(other, Cancel)).Holder);
        Assert.Equal(["one", "one"], await NamesAsync());
    }

    [Fact]
    public async Task Of_eight_that_want_one_URI_at_once_one_has_it()
    {
        var writes = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Store.CreateAsync(Resource($"w{writer}", "docs://one"), Cancel)));

        Assert.Single(writes, write => write == RegistrationWrite.Done);
        Assert.All(writes, write => Assert.NotEqual(RegistrationWrite.Stale, write));
        Assert.Single(await NamesAsync());
    }

    [Fact]
    public async Task Two_hundred_registrations_changed_by_eight_writers_lose_no_change()
    {
        const int Count = 200;
        for (var at = 0; at < Count; at++)
            await Store.CreateAsync(at % 2 == 0 ? Registration($"r{at}") : Resource($"r{at}", $"docs://{at}"), Cancel);

        var made = new int[Count];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            var random = new Random(writer);
            for (var change = 0; change < 100; change++)
            {
                // A few that all want, and the others.
                var at = change % 4 == 0 ? random.Next(4) : random.Next(Count);
                await ChangeAsync(at % 2 == 0 ? $"tool-r{at}" : $"resource-r{at}", writer, change);
                Interlocked.Increment(ref made[at]);
            }
        }));

        await foreach (var registration in Store.ListAsync(Cancel))
        {
            var at = int.Parse(registration.Name[1..], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(made[at] + 1, registration.Version);
            Assert.Equal(made[at], registration.Tags.Count);
        }

        Assert.Equal(Count, (await NamesAsync()).Count);
    }

    private async Task ChangeAsync(string id, int writer, int change)
    {
        RegistrationWrite write;
        do
        {
            var stored = (await Store.FindAsync(id, Cancel))!;
            var changed = stored with { Tags = [.. stored.Tags, $"{writer}:{change}"] };
            // Half of the changes of a resource move it.
            write = await Store.ReplaceAsync(stored, stored.Uri is { } uri && change % 2 == 0 ? changed with { Uri = $"{uri}x" } : changed, Cancel);
        }
        while (write == RegistrationWrite.Stale);
        Assert.Equal(RegistrationWrite.Done, write);
    }

    [Fact]
    public async Task The_listing_has_every_page()
    {
        // Each takes 350 KB, and a page of a scan holds 1 MB.
        var large = JsonElement.Parse($$"""{"type":"object","description":"{{new string('x', 350_000)}}"}""");
        for (var at = 0; at < 5; at++)
            await Store.CreateAsync(Registration($"tool{at}") with { InputSchema = large }, Cancel);

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
        Assert.Equal(RegistrationWrite.Done, await Store.ReplaceAsync(found, found with { Title = "Example" }, Cancel));
    }

    [Fact]
    public async Task A_broken_item_is_left_out_and_takes_no_other_with_it()
    {
        await Store.CreateAsync(Registration("good"), Cancel);
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

    private static Registration Resource(string name, string uri) => Registration(name) with
    {
        Id = $"resource-{name}",
        Type = RegistrationType.Resource,
        Description = "",
        Uri = uri,
    };

    // JSON elements are equal by reference only.
    private static Registration Plain(Registration registration) => registration with
    {
        InputSchema = null,
        OutputSchema = null,
        Annotations = null,
        Arguments = null,
        Icons = null,
        Meta = null,
        Http = null,
        FixedArguments = null,
        Tools = null,
        Scopes = [],
        Tags = [],
        HiddenArguments = [],
        Members = [],
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
