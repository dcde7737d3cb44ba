using System.Runtime.CompilerServices;
using System.Text.Json;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Gateway.Tests.Catalog.Tools;

public sealed class ToolCatalogTests
{
    private readonly ManualTime _time = new();
    private readonly RegistrationTable _table = new();
    private readonly Directory _directory = new();
    private readonly ScriptedInvoker _invoker = new();

    [Fact]
    public async Task The_first_call_of_a_registered_tool_reads_one_item_and_no_list()
    {
        _table.Items.Add(Registered("find"));

        Assert.NotNull(await CallAsync(Catalog(), "find"));

        Assert.Equal((1, 0, 0), (_table.Finds, _table.Lists, _directory.Lists));
        Assert.Equal("arn:find", Assert.Single(_invoker.Requests).FunctionArn);
    }

    [Fact]
    public async Task Calls_in_a_row_read_nothing_until_the_registration_is_too_old()
    {
        _table.Items.Add(Registered("find"));
        var catalog = Catalog();

        await CallAsync(catalog, "find");
        await CallAsync(catalog, "find");
        Assert.Equal(1, _table.Finds);

        _time.Advance(TimeSpan.FromSeconds(11));
        _table.Items.Clear();
        Assert.Null(await CallAsync(catalog, "find"));
    }

    [Fact]
    public async Task Calls_never_have_the_table_read_as_a_whole()
    {
        _table.Items.Add(Registered("find"));
        var catalog = Catalog();
        await ListAsync(catalog);

        for (var seconds = 0; seconds < 60; seconds += 3)
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            Assert.NotNull(await CallAsync(catalog, "find"));
        }

        Assert.Equal(1, _table.Lists);
        Assert.InRange(_table.Finds, 1, 6);
    }

    [Fact]
    public async Task A_tool_that_did_not_change_stays_what_it_was_when_the_list_is_read_again()
    {
        _table.Items.AddRange([Registered("find"), Registered("other")]);
        var catalog = Catalog();
        var before = await ListAsync(catalog);

        // Another object with the same content, as a table gives; and one that did change.
        _table.Items[0] = Registered("find");
        _table.Items[1] = Registered("other") with { Description = "New." };
        _time.Advance(TimeSpan.FromSeconds(11));
        var after = await ListAsync(catalog);

        Assert.Same(before[0], after[0]);
        Assert.NotSame(before[1], after[1]);
    }

    [Fact]
    public async Task A_registration_made_after_the_list_was_read_can_be_called_at_once()
    {
        var catalog = Catalog();
        Assert.Empty(await ListAsync(catalog));

        _table.Items.Add(Registered("new"));

        Assert.NotNull(await CallAsync(catalog, "new"));
    }

    [Fact]
    public async Task Only_functions_that_the_filters_select_are_tools()
    {
        _directory.Functions.AddRange([Function("crm-find"), Function("extra"), Function("secret"), Function("crm")]);
        var catalog = Catalog(new() { FunctionPrefix = "crm-", FunctionList = new HashSet<string> { "extra", "gone" } });

        Assert.Equal(["extra", "find"], (await ListAsync(catalog)).Select(tool => tool.Name));
        Assert.Null(await CallAsync(catalog, "secret"));
        Assert.Null(await CallAsync(catalog, "crm"));
        Assert.Null(await CallAsync(catalog, "arn:secret"));
    }

    [Fact]
    public async Task Without_filters_no_function_is_even_listed()
    {
        _directory.Functions.Add(Function("secret"));

        Assert.Empty(await ListAsync(Catalog()));
        Assert.Equal(0, _directory.Lists);
    }

    [Fact]
    public async Task While_a_list_is_read_again_the_last_one_is_served()
    {
        _directory.Functions.Add(Function("a"));
        var catalog = Catalog(new() { FunctionPrefix = "a" });
        await ListAsync(catalog);

        _time.Advance(TimeSpan.FromMinutes(4));
        _directory.Gate = new();
        Assert.Single(await ListAsync(catalog));

        _directory.Functions.Add(Function("ab"));
        _directory.Gate.SetResult();
        await _directory.LastRead;
        while ((await ListAsync(catalog)).Count != 2)
            await Task.Yield();
    }

    [Fact]
    public async Task When_a_list_cannot_be_read_again_the_last_one_is_served_and_a_first_failure_is_told()
    {
        _directory.Functions.Add(Function("a"));
        var discovery = new DiscoveryOptions { FunctionPrefix = "a" };
        var catalog = Catalog(discovery);
        await ListAsync(catalog);
        _time.Advance(TimeSpan.FromMinutes(6));

        _directory.Failure = new InvalidOperationException("no network");

        Assert.Single(await ListAsync(catalog));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await ListAsync(Catalog(discovery)));
    }

    [Fact]
    public async Task Registered_tools_are_served_while_the_functions_cannot_be_listed()
    {
        _table.Items.Add(Registered("find"));
        _directory.Functions.Add(Function("ab"));
        _directory.Failure = new InvalidOperationException("no network");
        var catalog = Catalog(new() { FunctionPrefix = "a" });

        Assert.Equal(["find"], (await ListAsync(catalog)).Select(tool => tool.Name));
        Assert.NotNull(await CallAsync(catalog, "find"));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await CallAsync(catalog, "b"));

        _directory.Failure = null;
        Assert.Equal(["b", "find"], (await ListAsync(catalog)).Select(tool => tool.Name));
    }

    [Fact]
    public async Task A_registration_that_breaks_a_rule_cannot_be_called_either()
    {
        _table.Items.Add(Registered("find") with { InputSchema = JsonDocument.Parse("[]").RootElement });

        Assert.Null(await CallAsync(Catalog(), "find"));
    }

    [Fact]
    public async Task Parallel_first_requests_read_the_lists_once()
    {
        _directory.Functions.Add(Function("a"));
        _directory.Gate = new();
        var catalog = Catalog(new() { FunctionPrefix = "a" });

        var lists = Enumerable.Range(0, 20).Select(_ => ListAsync(catalog).AsTask()).ToArray();
        _directory.Gate.SetResult();
        await Task.WhenAll(lists);

        Assert.Equal((1, 1), (_directory.Lists, _table.Lists));
    }

    private ToolCatalog Catalog(DiscoveryOptions? discovery = null) => Catalog(new(_table, new(), _time, NullLogger<RegistrationSource>.Instance), discovery);

    private ToolCatalog Catalog(RegistrationSource registrations, DiscoveryOptions? discovery) => new(
        new(
            registrations, [], new(discovery ?? new(), _directory, tags: null, schemas: null, new(), _time, NullLogger<FunctionDiscovery>.Instance),
            NullLogger<ToolInventory>.Instance),
        registrations, new(registrations), Callers.Tools(Callers.Functions(_invoker, _time)), new(starter: null), new());

    private static ValueTask<Protocol.McpResult?> CallAsync(ToolCatalog catalog, string name) =>
        catalog.CallAsync(Requests.Call(), name, default, TestContext.Current.CancellationToken);

    private static ValueTask<IReadOnlyList<Protocol.ListEntry>> ListAsync(ToolCatalog catalog) =>
        catalog.ListAsync(Requests.Call(), TestContext.Current.CancellationToken);

    private static FunctionSummary Function(string name) => new(name, $"arn:{name}", "");

    private static Registration Registered(string name) => new()
    {
        Id = $"tool-{name}",
        Type = RegistrationType.Tool,
        Name = name,
        Description = "",
        LambdaArn = $"arn:{name}",
        InputSchema = JsonDocument.Parse("""{"type":"object"}""").RootElement,
    };

    private sealed class Directory : IFunctionDirectory
    {
        private TaskCompletionSource _read = new();

        public List<FunctionSummary> Functions { get; } = [];

        public int Lists { get; private set; }

        public Exception? Failure { get; set; }

        public TaskCompletionSource? Gate { get; set; }

        public Task LastRead => _read.Task;

        public async IAsyncEnumerable<FunctionSummary> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Lists++;
            _read = new();
            if (Gate is { } gate)
                await gate.Task;
            if (Failure is { } failure)
                throw failure;
            foreach (var function in Functions.ToArray())
                yield return function;
            _read.SetResult();
        }
    }
}
