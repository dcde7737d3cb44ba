using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace LambdaMcp.Local.Lambda;

/// <summary>A function as Lambda's API describes it.</summary>
internal static class FunctionDocument
{
    private static readonly string Started = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fff+0000", CultureInfo.InvariantCulture);

    public static JsonObject Configuration(FunctionDefinition function, LambdaServiceOptions options)
    {
        var document = new JsonObject
        {
            ["FunctionName"] = function.Name,
            ["FunctionArn"] = function.Arn,
            ["Runtime"] = function.Runtime,
            ["Role"] = $"arn:aws:iam::{options.AccountId}:role/{function.LogicalId}Role",
            ["Handler"] = function.Handler,
            ["CodeSize"] = 0,
            ["Description"] = function.Description,
            ["Timeout"] = (int)function.Timeout.TotalSeconds,
            ["MemorySize"] = function.MemorySizeMB,
            ["LastModified"] = Started,
            ["Version"] = FunctionName.Latest,
            ["PackageType"] = "Zip",
            ["Architectures"] = new JsonArray(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x86_64"),
            ["EphemeralStorage"] = new JsonObject { ["Size"] = 512 },
            ["TracingConfig"] = new JsonObject { ["Mode"] = "PassThrough" },
            ["State"] = "Active",
            ["LastUpdateStatus"] = "Successful",
            ["LoggingConfig"] = new JsonObject { ["LogFormat"] = "Text", ["LogGroup"] = function.LogGroup ?? $"/aws/lambda/{function.Name}" },
        };
        if (function.Environment.Count > 0)
            document["Environment"] = new JsonObject { ["Variables"] = Map(function.Environment) };
        if (function.Layers.Count > 0)
            document["Layers"] = new JsonArray([.. function.Layers.Select(static layer => new JsonObject { ["Arn"] = layer.Arn, ["CodeSize"] = 0 })]);
        return document;
    }

    /// <summary>A function's URL as Lambda's API describes it.</summary>
    public static JsonObject Url(FunctionDefinition function, FunctionUrl url)
    {
        var document = new JsonObject
        {
            ["FunctionUrl"] = url.Address,
            ["FunctionArn"] = function.Arn,
            ["AuthType"] = url.IsSigned ? "AWS_IAM" : "NONE",
            ["InvokeMode"] = url.Streamed ? "RESPONSE_STREAM" : "BUFFERED",
            ["CreationTime"] = Started,
            ["LastModifiedTime"] = Started,
        };
        if (url.Cors is { } cors)
        {
            document["Cors"] = new JsonObject
            {
                ["AllowCredentials"] = cors.AllowCredentials,
                ["AllowHeaders"] = List(cors.AllowHeaders),
                ["AllowMethods"] = List(cors.AllowMethods),
                ["AllowOrigins"] = List(cors.AllowOrigins),
                ["ExposeHeaders"] = List(cors.ExposeHeaders),
                ["MaxAge"] = cors.MaxAge ?? 0,
            };
        }
        return document;
    }

    private static JsonArray List(IReadOnlyList<string> values) => [.. values.Select(static value => (JsonNode?)JsonValue.Create(value))];

    public static JsonObject Map(IReadOnlyDictionary<string, string> values) =>
        new(values.Select(static pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
}
