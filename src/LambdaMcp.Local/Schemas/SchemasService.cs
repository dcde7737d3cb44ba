using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using LambdaMcp.Local.AwsApi;

namespace LambdaMcp.Local.Schemas;

/// <summary>EventBridge Schemas: DescribeSchema, ListSchemas and ListSchemaVersions, over the REST-JSON protocol.</summary>
internal sealed class SchemasService : IAwsService
{
    private const int DefaultPage = 10;

    private readonly ConcurrentDictionary<(string Registry, string Name), ImmutableList<SchemaVersion>> _schemas = new();

    public string SigningName => "schemas";

    /// <summary>Adds a schema, or a version to the one of that name.</summary>
    public void Add(DeclaredSchema schema) => _schemas.AddOrUpdate(
        (schema.Registry, schema.Name),
        static (_, added) => [new SchemaVersion(added, 1, DateTimeOffset.UtcNow)],
        static (_, versions, added) => versions.Add(new SchemaVersion(added, versions.Count + 1, DateTimeOffset.UtcNow)),
        schema);

    public Task HandleAsync(AwsCall call)
    {
        var segments = (call.Http.Request.Path.Value ?? "").Trim('/').Split('/').Select(Uri.UnescapeDataString).ToArray();
        var query = call.Http.Request.Query;
        var answer = (call.Http.Request.Method, segments) switch
        {
            ("GET", ["v1", "registries", "name", var registry, "schemas", "name", var name]) =>
                Describe(Find(registry, name), query["schemaVersion"]),
            ("GET", ["v1", "registries", "name", var registry, "schemas", "name", var name, "versions"]) =>
                Versions(Find(registry, name), query["nextToken"], Limit(query["limit"])),
            ("GET", ["v1", "registries", "name", var registry, "schemas"]) =>
                List(registry, query["schemaNamePrefix"].ToString(), query["nextToken"], Limit(query["limit"])),
            _ => throw NotFound($"The local registries have no {call.Http.Request.Method} {call.Http.Request.Path}"),
        };
        return AwsResult.WriteAsync(call.Http, answer);
    }

    private ImmutableList<SchemaVersion> Find(string registry, string name) => _schemas.GetValueOrDefault((registry, name))
        ?? throw NotFound($"Schema with name {name} does not exist.");

    private static JsonObject Describe(ImmutableList<SchemaVersion> versions, string? wanted)
    {
        var version = string.IsNullOrEmpty(wanted)
            ? versions[^1]
            : versions.Find(version => Number(version) == wanted) ?? throw NotFound($"Schema version {wanted} does not exist.");
        var answer = new JsonObject
        {
            ["Content"] = version.Schema.Content,
            ["LastModified"] = Time(versions[^1].Created),
            ["SchemaArn"] = version.Schema.Arn,
            ["SchemaName"] = version.Schema.Name,
            ["SchemaVersion"] = Number(version),
            ["tags"] = new JsonObject(),
            ["Type"] = version.Schema.Type,
            ["VersionCreatedDate"] = Time(version.Created),
        };
        if (version.Schema.Description is { } description)
            answer["Description"] = description;
        return answer;
    }

    private static JsonObject Versions(ImmutableList<SchemaVersion> versions, string? token, int limit)
    {
        var (page, next) = Page.Of(versions, token, limit, "BadRequestException");
        return Answer("SchemaVersions", next, page.Select(static version => new JsonObject
        {
            ["SchemaArn"] = version.Schema.Arn,
            ["SchemaName"] = version.Schema.Name,
            ["SchemaVersion"] = Number(version),
            ["Type"] = version.Schema.Type,
        }));
    }

    private JsonObject List(string registry, string prefix, string? token, int limit)
    {
        if (!_schemas.Keys.Any(key => key.Registry == registry))
            throw NotFound($"Registry with name {registry} does not exist.");
        var all = _schemas.Where(entry => entry.Key.Registry == registry && entry.Key.Name.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(static entry => entry.Key.Name, StringComparer.Ordinal).Select(static entry => entry.Value).ToList();
        var (page, next) = Page.Of(all, token, limit, "BadRequestException");
        return Answer("Schemas", next, page.Select(static versions => new JsonObject
        {
            ["LastModified"] = Time(versions[^1].Created),
            ["SchemaArn"] = versions[^1].Schema.Arn,
            ["SchemaName"] = versions[^1].Schema.Name,
            ["tags"] = new JsonObject(),
            ["VersionCount"] = versions.Count,
        }));
    }

    private static JsonObject Answer(string member, string? next, IEnumerable<JsonObject> entries)
    {
        var answer = new JsonObject { [member] = new JsonArray([.. entries]) };
        if (next is not null)
            answer["NextToken"] = next;
        return answer;
    }

    private static int Limit(string? text) => string.IsNullOrEmpty(text)
        ? DefaultPage
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= 100
            ? limit
            : throw new AwsRejectedException(StatusCodes.Status400BadRequest, "BadRequestException", "limit is a number from 1 to 100.");

    private static string Number(SchemaVersion version) => version.Number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static AwsRejectedException NotFound(string message) => new(StatusCodes.Status404NotFound, "NotFoundException", message);
}
