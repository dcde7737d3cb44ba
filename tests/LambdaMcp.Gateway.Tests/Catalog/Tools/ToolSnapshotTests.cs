using System.Text.Json;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Tests.Catalog.Tools;

public sealed class ToolSnapshotTests
{
    [Fact]
    public void Names_that_collide_are_told_apart_the_same_way_in_every_order()
    {
        DiscoveredFunction[] functions = [Function("crm-find"), Function("find"), Function("crm:find"), Function("crm-other")];
        var expected = Describe(ToolSnapshot.Build(RegisteredSet.Empty, [], functions, "crm-"));

        for (var turn = 0; turn < 24; turn++)
        {
            var shuffled = functions.ToArray();
            new Random(turn).Shuffle(shuffled);
            Assert.Equal(expected, Describe(ToolSnapshot.Build(RegisteredSet.Empty, [], shuffled, "crm-")));
        }

        Assert.Equal(4, expected.Count);
        Assert.Contains($"find={Arn("find")}", expected);
        Assert.Contains(expected, entry => entry.StartsWith("find_", StringComparison.Ordinal) && entry.EndsWith(Arn("crm-find"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_registration_keeps_its_name_and_a_discovered_function_gives_way()
    {
        var snapshot = ToolSnapshot.Build(new([Registration("find", "special")]), [], [Function("crm-find")], "crm-");

        Assert.Equal(Arn("special"), Assert.IsType<FunctionTool>(snapshot.Find("find")).Target.FunctionArn);
        Assert.Equal(2, snapshot.List(false).Entries.Count);
    }

    [Fact]
    public void A_registered_function_is_not_listed_again_because_it_was_discovered()
    {
        var snapshot = ToolSnapshot.Build(new([Registration("nicer-name", "crm-find")]), [], [Function("crm-find")], "crm-");

        Assert.Equal(["nicer-name"], snapshot.List(false).Entries.Select(tool => tool.Name));
    }

    [Theory]
    [InlineData("crm-find:live", RegistrationType.Tool)]
    [InlineData("crm-find:7", RegistrationType.Tool)]
    [InlineData("crm-find", RegistrationType.Prompt)]
    public void A_registration_of_an_alias_or_as_something_else_hides_the_discovered_function(string function, RegistrationType type)
    {
        var snapshot = ToolSnapshot.Build(new([Registration("other", function) with { Type = type }]), [], [Function("crm-find")], "crm-");

        Assert.Null(snapshot.Find("find"));
    }

    [Fact]
    public void A_disabled_registration_hides_its_function()
    {
        var snapshot = ToolSnapshot.Build(new([Registration("find", "crm-find") with { Enabled = false }]), [], [Function("crm-find")], "crm-");

        Assert.Empty(snapshot.List(false).Entries);
    }

    [Fact]
    public void A_registration_whose_name_no_client_takes_is_left_out()
    {
        var snapshot = ToolSnapshot.Build(new([Registration("no good", "x"), Registration("good", "y")]), [], [], null);

        Assert.Equal(["good"], snapshot.List(false).Entries.Select(tool => tool.Name));
    }

    [Theory]
    [InlineData("true", null, null)]
    [InlineData("[]", null, null)]
    [InlineData("""{"type":"string"}""", null, null)]
    [InlineData(null, "true", null)]
    [InlineData("""{"properties":{"a":{"type":"number","x-mcp-header":"A"}}}""", null, null)]
    [InlineData(null, null, """{"readOnlyHint":"yes"}""")]
    [InlineData(null, null, "7")]
    public void One_registration_that_clients_would_refuse_costs_only_itself(string? input, string? output, string? annotations)
    {
        var bad = Registration("bad", "x") with { InputSchema = Parse(input), OutputSchema = Parse(output), Annotations = Parse(annotations) };

        Assert.Equal(["good"], ToolSnapshot.Build(new([bad, Registration("good", "y")]), [], [], null).List(false).Entries.Select(tool => tool.Name));
    }

    [Fact]
    public void Tools_are_ordered_by_name()
    {
        var snapshot = ToolSnapshot.Build(new([Registration("b", "b")]), [], [Function("c"), Function("a"), Function("B")], null);

        Assert.Equal(["B", "a", "b", "c"], snapshot.List(false).Entries.Select(tool => tool.Name));
    }

    private static List<string> Describe(ToolSnapshot snapshot) =>
        [.. snapshot.List(false).Entries.Select(tool => $"{tool.Name}={((FunctionTool)snapshot.Find(tool.Name)!).Target.FunctionArn}")];

    private static JsonElement? Parse(string? json) => json is null ? null : JsonDocument.Parse(json).RootElement;

    private static string Arn(string name) => $"arn:aws:lambda:eu-central-1:123456789012:function:{name}";

    private static DiscoveredFunction Function(string name) => new(new(name, Arn(name), $"Does {name}."), NameMatch.Prefix, HasTag: true);

    private static Registration Registration(string name, string function) => new()
    {
        Id = $"tool-{name}",
        Type = RegistrationType.Tool,
        Name = name,
        Description = $"Does {name}.",
        LambdaArn = Arn(function),
    };
}
