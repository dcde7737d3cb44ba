using System.Text.Json;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Tests.Catalog;

public sealed class CatalogSnapshotTests
{
    [Fact]
    public void Names_that_collide_are_told_apart_the_same_way_in_every_order()
    {
        FunctionSummary[] functions = [Function("crm-find"), Function("find"), Function("crm:find"), Function("crm-other")];
        var expected = Describe(CatalogSnapshot.Build([], functions, "crm-"));

        for (var turn = 0; turn < 24; turn++)
        {
            var shuffled = functions.ToArray();
            new Random(turn).Shuffle(shuffled);
            Assert.Equal(expected, Describe(CatalogSnapshot.Build([], shuffled, "crm-")));
        }

        Assert.Equal(4, expected.Count);
        Assert.Contains($"find={Arn("find")}", expected);
        Assert.Contains(expected, entry => entry.StartsWith("find_", StringComparison.Ordinal) && entry.EndsWith(Arn("crm-find"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_registration_keeps_its_name_and_a_discovered_function_gives_way()
    {
        var snapshot = CatalogSnapshot.Build([Registration("find", "special")], [Function("crm-find")], "crm-");

        Assert.Equal(Arn("special"), snapshot.Find("find")!.FunctionArn);
        Assert.Equal(2, snapshot.Definitions.Count);
    }

    [Fact]
    public void A_registered_function_is_not_listed_again_because_it_was_discovered()
    {
        var snapshot = CatalogSnapshot.Build([Registration("nicer-name", "crm-find")], [Function("crm-find")], "crm-");

        Assert.Equal(["nicer-name"], snapshot.Definitions.Select(tool => tool.Name));
    }

    [Fact]
    public void A_disabled_registration_hides_its_function()
    {
        var snapshot = CatalogSnapshot.Build([Registration("find", "crm-find") with { Enabled = false }], [Function("crm-find")], "crm-");

        Assert.Empty(snapshot.Definitions);
    }

    [Fact]
    public void A_registration_whose_name_no_client_takes_is_left_out()
    {
        var snapshot = CatalogSnapshot.Build([Registration("no good", "x"), Registration("good", "y")], [], null);

        Assert.Equal(["good"], snapshot.Definitions.Select(tool => tool.Name));
    }

    [Theory]
    [InlineData("true", null, null)]
    [InlineData("[]", null, null)]
    [InlineData("""{"type":"string"}""", null, null)]
    [InlineData(null, """{"type":["object","null"]}""", null)]
    [InlineData(null, null, "7")]
    public void One_registration_that_clients_would_refuse_costs_only_itself(string? input, string? output, string? annotations)
    {
        var bad = Registration("bad", "x") with { InputSchema = Parse(input), OutputSchema = Parse(output), Annotations = Parse(annotations) };

        Assert.Equal(["good"], CatalogSnapshot.Build([bad, Registration("good", "y")], [], null).Definitions.Select(tool => tool.Name));
    }

    [Fact]
    public void Tools_are_ordered_by_name()
    {
        var snapshot = CatalogSnapshot.Build([Registration("b", "b")], [Function("c"), Function("a"), Function("B")], null);

        Assert.Equal(["B", "a", "b", "c"], snapshot.Definitions.Select(tool => tool.Name));
    }

    private static List<string> Describe(CatalogSnapshot snapshot) =>
        [.. snapshot.Definitions.Select(tool => $"{tool.Name}={snapshot.Find(tool.Name)!.FunctionArn}")];

    private static JsonElement? Parse(string? json) => json is null ? null : JsonDocument.Parse(json).RootElement;

    private static string Arn(string name) => $"arn:aws:lambda:eu-central-1:123456789012:function:{name}";

    private static FunctionSummary Function(string name) => new(name, Arn(name), $"Does {name}.");

    private static Registration Registration(string name, string function) => new()
    {
        Id = $"tool-{name}",
        Type = RegistrationType.Tool,
        Name = name,
        Description = $"Does {name}.",
        LambdaArn = Arn(function),
    };
}
