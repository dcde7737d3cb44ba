using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Aws.Registrations;

/// <summary>A registration as an item. What an item must have is <c>id</c>, <c>type</c>, <c>name</c> and <c>lambdaArn</c>.</summary>
internal static class RegistrationItem
{
    public static Dictionary<string, AttributeValue> Write(Registration registration)
    {
        var item = new Dictionary<string, AttributeValue> { ["id"] = ItemAttributes.Text(registration.Id) };
        item.AddText("type", Word(registration.Type));
        item.AddText("name", registration.Name);
        item.AddText("title", registration.Title);
        item.AddText("description", registration.Description);
        item.AddText("lambdaArn", registration.LambdaArn);
        item.AddText("contract", Word(registration.Contract));
        item.AddJson("inputSchema", registration.InputSchema);
        item.AddJson("outputSchema", registration.OutputSchema);
        item.AddJson("annotations", registration.Annotations);
        item.AddNumber("timeoutSeconds", registration.TimeoutSeconds);
        item["enabled"] = ItemAttributes.Flag(registration.Enabled);
        item.AddNumber("version", registration.Version);
        return item;
    }

    /// <exception cref="FormatException">An attribute is missing or makes no sense.</exception>
    /// <exception cref="JsonException">An attribute that should be JSON is not.</exception>
    public static Registration Read(Dictionary<string, AttributeValue> item)
    {
        var name = Required(item, "name");
        return new Registration
        {
            Id = Required(item, "id"),
            Type = Parse<RegistrationType>(Required(item, "type"), "type"),
            Name = name,
            Title = item.ReadText("title"),
            Description = item.ReadText("description") ?? name,
            LambdaArn = Arn(Required(item, "lambdaArn")),
            Contract = item.ReadText("contract") is { } contract ? Parse<TargetContract>(contract, "contract") : TargetContract.Payload,
            InputSchema = Schema(item, "inputSchema") ?? (AttributeJson.Read(item, "parameters") is { ValueKind: not JsonValueKind.Null } parameters
                ? ShortFormSchema.Resolve(parameters)
                : null),
            OutputSchema = Schema(item, "outputSchema"),
            Annotations = Schema(item, "annotations"),
            TimeoutSeconds = Seconds(item.ReadNumber("timeoutSeconds")),
            Enabled = item.ReadFlag("enabled") ?? true,
            Version = item.ReadNumber("version") ?? 1,
        };
    }

    private static string Required(Dictionary<string, AttributeValue> item, string name) =>
        item.ReadText(name) ?? throw new FormatException($"it has no '{name}'.");

    private static string Arn(string value) =>
        value.StartsWith("arn:", StringComparison.Ordinal) ? value : throw new FormatException("its 'lambdaArn' is not an ARN.");

    private static int? Seconds(long? value) => value is null or (> 0 and <= 900)
        ? (int?)value
        : throw new FormatException("its 'timeoutSeconds' is not between 1 and 900.");

    private static JsonElement? Schema(Dictionary<string, AttributeValue> item, string name) =>
        AttributeJson.Read(item, name) is not { } json ? null
            : json.ValueKind == JsonValueKind.Object ? json
            : throw new FormatException($"its '{name}' is not a JSON object.");

    // Enum.TryParse takes numbers, too.
    private static TEnum Parse<TEnum>(string word, string name)
        where TEnum : struct, Enum =>
        char.IsAsciiLetter(word[0]) && Enum.TryParse<TEnum>(word, ignoreCase: true, out var value)
            ? value
            : throw new FormatException($"its {name} '{word}' is not known to this version.");

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();
}
