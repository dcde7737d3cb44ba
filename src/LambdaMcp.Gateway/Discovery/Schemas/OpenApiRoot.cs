using System.Text.Json;

namespace LambdaMcp.Gateway.Discovery.Schemas;

/// <summary>
/// Which schema of an OpenAPI document is the event that a function gets: the only one; the envelope that EventBridge puts around its
/// events, <c>AWSEvent</c>; the one called as the document's title or as the registry calls the schema; the only one that no other
/// refers to.
/// </summary>
internal static class OpenApiRoot
{
    private const string Envelope = "AWSEvent";
    private const int MostTold = 8;

    /// <exception cref="SchemaFaultException">Several could be meant.</exception>
    public static string Find(JsonElement document, JsonElement schemas, string registryName)
    {
        var names = schemas.EnumerateObject().Select(schema => schema.Name).ToArray();
        if (names.Length == 0)
            throw new SchemaFaultException("its components/schemas are empty");
        if (names.Length == 1)
            return names[0];
        string?[] meant = [Envelope, Title(document), registryName, registryName[(registryName.LastIndexOf('@') + 1)..]];
        if (Array.Find(meant, names.Contains) is { } found)
            return found;

        var referred = new HashSet<string>(StringComparer.Ordinal);
        Collect(schemas, referred);
        return names.Where(name => !referred.Contains(name)).ToArray() is [var only]
            ? only
            : throw new SchemaFaultException(
                $"it has the schemas {string.Join(", ", names.Take(MostTold))}{(names.Length > MostTold ? ", …" : "")} and does not say which is the event: " +
                "give the document's info.title that name");
    }

    private static string? Title(JsonElement document) =>
        document.TryGetProperty("info"u8, out var info) && info.ValueKind == JsonValueKind.Object
            && info.TryGetProperty("title"u8, out var title) && title.ValueKind == JsonValueKind.String ? title.GetString() : null;

    private static void Collect(JsonElement value, HashSet<string> referred)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                Collect(item, referred);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (member.Name == "$ref" && member.Value.ValueKind == JsonValueKind.String
                    && SchemaReferences.Split(member.Value.GetString()!) is ["components", "schemas", var name, ..])
                {
                    referred.Add(name);
                }
                else
                {
                    Collect(member.Value, referred);
                }
            }
        }
    }
}
