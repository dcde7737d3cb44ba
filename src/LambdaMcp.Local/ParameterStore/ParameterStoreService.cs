using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LambdaMcp.Local.AwsApi;

namespace LambdaMcp.Local.ParameterStore;

/// <summary>Systems Manager's GetParameter and GetParameters for the parameters that a template declares, over the JSON 1.1 protocol.</summary>
internal sealed class ParameterStoreService : IAwsService
{
    private const int MostNames = 10;

    private readonly ConcurrentDictionary<string, (DeclaredParameter Parameter, long Modified)> _parameters = new(StringComparer.Ordinal);

    public string SigningName => "ssm";

    /// <summary>Adds a parameter or replaces it.</summary>
    public void Add(DeclaredParameter parameter) => _parameters[parameter.Name] = (parameter, DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    public Task HandleAsync(AwsCall call) => AwsResult.WriteAsync(call.Http, call.Operation switch
    {
        "GetParameter" => GetOne(call.Input()),
        "GetParameters" => GetSeveral(call.Input()),
        var other => throw Rejected("UnknownOperationException", $"The local Parameter Store has no operation {other}"),
    });

    private JsonObject GetOne(JsonObject input) => Find(Name(input["Name"]), Decrypts(input)) is { } parameter
        ? new JsonObject { ["Parameter"] = parameter }
        : throw Rejected("ParameterNotFound", $"Parameter {Name(input["Name"])} not found.");

    private JsonObject GetSeveral(JsonObject input)
    {
        if (input["Names"] is not JsonArray { Count: >= 1 and <= MostNames } names)
            throw Rejected("ValidationException", $"Names is a list of 1 to {MostNames} names.");
        var (found, missing) = (new JsonArray(), new JsonArray());
        foreach (var name in names.Select(Name).Distinct())
        {
            if (Find(name, Decrypts(input)) is { } parameter)
                found.Add((JsonNode)parameter);
            else
                missing.Add((JsonNode)name);
        }

        return new JsonObject { ["Parameters"] = found, ["InvalidParameters"] = missing };
    }

    private JsonObject? Find(string nameOrArn, bool decrypts)
    {
        var entry = _parameters.GetValueOrDefault(nameOrArn);
        if (entry.Parameter is null)
            entry = _parameters.Values.FirstOrDefault(candidate => candidate.Parameter.Arn == nameOrArn);
        if (entry.Parameter is not { } parameter)
            return null;
        return new JsonObject
        {
            ["Name"] = parameter.Name,
            ["Type"] = parameter.Type,
            ["Value"] = decrypts || parameter.Type != "SecureString" ? parameter.Value : Sealed(parameter.Value),
            ["Version"] = 1,
            ["LastModifiedDate"] = entry.Modified,
            ["ARN"] = parameter.Arn,
            ["DataType"] = "text",
        };
    }

    // Not the value, and not to be mistaken for it.
    private static string Sealed(string value) => "sealed:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    private static bool Decrypts(JsonObject input) => (bool?)input["WithDecryption"] ?? false;

    private static string Name(JsonNode? name) => name is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0
        ? text
        : throw Rejected("ValidationException", "A parameter's name is missing.");

    private static AwsRejectedException Rejected(string type, string message) => new(StatusCodes.Status400BadRequest, type, message);
}
