using System.Net;
using Amazon.DynamoDBv2.Model;
using EndToEnd.Fixture;

namespace EndToEnd.LargeCatalogs;

/// <summary>A deployment with search and many calls at once, a thousand registered tools, and nobody else's registrations.</summary>
public sealed class CatalogDeployment : LocalDeployment
{
    public const string Collection = "large catalogs";

    public const string Origin = "https://app.example.com";

    public const int Tools = 1_000;

    protected override IEnumerable<string> Parameters => ["SearchTools=true", "InvokeMany=true", "RegistrationsMaxAgeSeconds=2", $"AllowedOrigins={Origin}"];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await RegisterAsync("""{"type":"tool","name":"bulk-0000","description":"Answers with what it got.","tags":["first"],"lambdaArn":"ARN","parameters":{"text":"string"}}""");
        using var client = Fixture.Tables.Client(this);
        var table = await Fixture.Tables.RegistrationsAsync(this);
        var first = (await client.GetItemAsync(table, new() { ["id"] = new() { S = "tool-bulk-0000" } })).Item;
        await Parallel.ForAsync(1, Tools, async (number, token) =>
        {
            var name = $"bulk-{number:0000}";
            var item = new Dictionary<string, AttributeValue>(first) { ["id"] = new() { S = $"tool-{name}" }, ["name"] = new() { S = name } };
            item.Remove("tags");
            await client.PutItemAsync(table, item, token);
        });
        await RegisterAsync("""{"type":"set","name":"hundred","members":["bulk-00*"]}""");
        await RegisterAsync("""{"type":"set","name":"tagged","members":["#first","#later"]}""");
        await RegisterAsync("""
            {"type":"tool","name":"lookup-invoice","description":"Finds an invoice by its number.","lambdaArn":"ARN","fixedArguments":{"tenant":"acme"},"hiddenArguments":["debug"],
            "parameters":{"type":"object","properties":{"tenant":{"type":"string"},"debug":{"type":"boolean"},"number":{"type":"string"}},"required":["tenant","number"]}}
            """);
    }

    /// <summary>Registers; ARN stands for the function that echoes.</summary>
    public async Task RegisterAsync(string json)
    {
        using var http = new SignedHttp(Ready);
        using var answer = await http.SendAsync(
            HttpMethod.Post, Ready.RegisterUrl, json.Replace("\"ARN\"", $"\"arn:aws:lambda:{Ready.Region}:{AccountId}:function:private-echo\"", StringComparison.Ordinal));
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    public ReadyFile At(string set) => Ready with { McpUrl = $"{Ready.McpUrl}/{set}" };
}
