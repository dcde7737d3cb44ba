using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Registrations.Operations;
using LambdaMcp.Gateway.Registrations.Reading;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Validation;

namespace LambdaMcp.Gateway.Tests.Registrations;

/// <summary>The OpenAPI document says of the registration API what is true, and all of it.</summary>
public sealed class OpenApiTests
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];
    private static readonly JsonElement Document = JsonDocument.Parse(DescribeApi.Document).RootElement;

    private readonly RegistrationApi _api = new();

    [Fact]
    public void Every_operation_is_described_and_every_description_has_an_operation()
    {
        var described = Document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Where(member => Methods.Contains(member.Name)).Select(member => (member.Name.ToUpperInvariant(), path.Name)));

        Assert.Equal(_api.Operations.Order(), described.Order());
    }

    [Fact]
    public void Every_type_has_the_members_that_its_reader_knows()
    {
        foreach (var type in Enum.GetValues<RegistrationType>())
        {
            var schema = Schema(type.ToString());
            Assert.Equal(RegistrationWords.Of(type), schema.GetProperty("properties").GetProperty("type").GetProperty("const").GetString());
            Assert.Equal(RegistrationMembers.Of(type).Order(), schema.GetProperty("properties").EnumerateObject().Select(member => member.Name).Order());
        }

        Assert.Equal(RegistrationMembers.Of(null).Order(), Schema("Fields").GetProperty("properties").EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(RegistrationWords.Types, Words(Schema("Fields").GetProperty("properties").GetProperty("type")));
        Assert.Equal(RegistrationWords.Contracts, Words(Schema("Fields").GetProperty("properties").GetProperty("contract")));
        Assert.Equal(Enum.GetValues<TargetContract>().Length, RegistrationWords.Contracts.Count);
    }

    [Fact]
    public void Every_parameter_of_a_list_is_described() => Assert.Equal(
        RegistrationFilter.Parameters, Operation("/register/export", "get").GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));

    [Fact]
    public async Task Every_example_is_answered_as_it_says()
    {
        // Examples of creation build the table that the others find; removal comes last.
        foreach (var (path, method) in new[]
        {
            ("/register", "post"), ("/register", "get"), ("/register/{id}", "get"), ("/register/{id}", "put"), ("/register/{id}", "patch"),
            ("/register/export", "get"), ("/register/import", "post"), ("/register/openapi.json", "get"), ("/register/{id}", "delete"),
        })
            await CheckOperationAsync(path, method);
    }

    [Theory]
    [InlineData("post", "", """{"type":"tool"}""", 400)]
    [InlineData("get", "?limit=0", "", 400)]
    [InlineData("get", "tool-none", "", 404)]
    [InlineData("put", "tool-none", """{"type":"tool"}""", 404)]
    [InlineData("get", "export?typo=1", "", 400)]
    [InlineData("get", "explain", "", 400)]
    [InlineData("get", "explain?function=crm-find", "", 200)]
    [InlineData("post", "import?mode=add", "", 400)]
    public async Task What_is_refused_or_found_is_told_as_described(string method, string path, string body, int status)
    {
        var answer = await _api.SendAsync(method.ToUpperInvariant(), path, body);

        Assert.Equal(status, answer.Status);
        var described = path.Length == 0 || path[0] == '?' ? "/register" : path.StartsWith("tool", StringComparison.Ordinal) ? "/register/{id}" : $"/register/{path.Split('?')[0]}";
        CheckBody(Operation(described, method), answer);
    }

    [Fact]
    public async Task It_is_served_with_the_place_where_it_is()
    {
        var answer = await _api.SendAsync("GET", "openapi.json");

        Assert.Equal("/stage", answer.Json.GetProperty("servers")[0].GetProperty("url").GetString());
        Assert.Equal(304, (await _api.SendAsync("GET", "openapi.json", "", $"If-None-Match: {answer.Tag}")).Status);
    }

    [Fact]
    public async Task A_dry_run_is_described_too()
    {
        var tool = Operation("/register", "post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("examples").GetProperty("tool");

        var answer = await _api.SendAsync("POST", "?dryRun", tool.GetProperty("value").GetRawText());

        Assert.Equal(200, answer.Status);
        Check(Schema("DryRun"), answer.Json);
        CheckBody(Operation("/register", "post"), answer);
    }

    private async Task CheckOperationAsync(string path, string method)
    {
        var operation = Operation(path, method);
        var url = path["/register".Length..].TrimStart('/').Replace("{id}", "tool-find-customer", StringComparison.Ordinal);
        if (!operation.TryGetProperty("requestBody", out var body))
        {
            await CheckAsync(operation, method, url, "tool", null);
            return;
        }

        foreach (var (mediaType, content) in body.GetProperty("content").EnumerateObject().Select(member => (member.Name, member.Value)))
        {
            foreach (var example in content.GetProperty("examples").EnumerateObject())
            {
                var value = example.Value.GetProperty("value");
                if (!example.Name.StartsWith("faulty", StringComparison.Ordinal))
                    Check(content.GetProperty("schema"), value);
                await CheckAsync(operation, method, url, example.Name, value.GetRawText(), $"Content-Type: {mediaType}");
            }
        }
    }

    private async Task CheckAsync(JsonElement operation, string method, string url, string example, string? body, params string[] headers)
    {
        var answer = await _api.SendAsync(method.ToUpperInvariant(), url, body ?? "", headers);

        var responses = operation.GetProperty("responses");
        var named = responses.EnumerateObject().FirstOrDefault(response => Example(response.Value, example) is not null);
        var successes = responses.EnumerateObject().Select(response => response.Name).Where(status => status[0] == '2').ToArray();
        if (named.Value.ValueKind == JsonValueKind.Object)
        {
            Assert.Equal(named.Name, $"{answer.Status}");
            var expected = JsonNode.Parse(Example(named.Value, example)!.Value.GetRawText());
            Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(answer.Body)), $"{method} {url} {example}: {answer.Body}");
        }
        else
        {
            Assert.True(successes.Contains($"{answer.Status}"), $"{method} {url} {example}: {answer.Status} {answer.Body}");
        }

        CheckBody(operation, answer);
    }

    private static void CheckBody(JsonElement operation, RegistrationApi.Answer answer)
    {
        var response = operation.GetProperty("responses").GetProperty($"{answer.Status}");
        if (response.TryGetProperty("content", out var content))
            Check(content.GetProperty("application/json").GetProperty("schema"), answer.Json);
        else
            Assert.Equal("", answer.Body);
        // What was only tried out has no version.
        Assert.Equal(response.TryGetProperty("headers", out _) && !answer.Body.Contains("\"dryRun\":true", StringComparison.Ordinal), answer.Tag.Length > 0);
    }

    private static JsonElement? Example(JsonElement response, string name) =>
        response.TryGetProperty("content", out var content) && content.GetProperty("application/json").TryGetProperty("examples", out var examples) &&
        examples.TryGetProperty(name, out var example)
            ? example.GetProperty("value")
            : null;

    // The document's references are to its components, a schema's to its definitions.
    private static void Check(JsonElement schema, JsonElement value)
    {
        var whole = new JsonObject { ["$defs"] = JsonNode.Parse(Document.GetProperty("components").GetProperty("schemas").GetRawText()), ["allOf"] = new JsonArray(JsonNode.Parse(schema.GetRawText())) };
        var text = whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        var violations = JsonSchemaDocument.Compile(JsonDocument.Parse(text).RootElement).Validate(value);
        Assert.True(violations.Count == 0, $"{string.Join("; ", violations.Select(violation => violation.Message))} in {value.GetRawText()}");
    }

    private static JsonElement Operation(string path, string method) => Document.GetProperty("paths").GetProperty(path).GetProperty(method);

    private static JsonElement Schema(string name) => Document.GetProperty("components").GetProperty("schemas").GetProperty(name);

    private static IEnumerable<string> Words(JsonElement schema) => schema.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!);
}
