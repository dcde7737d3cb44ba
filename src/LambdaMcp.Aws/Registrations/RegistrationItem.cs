using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Tasks;

namespace LambdaMcp.Aws.Registrations;

/// <summary>A registration as an item. What an item must have is <c>id</c>, <c>type</c>, <c>name</c> and <c>lambdaArn</c>.</summary>
internal static class RegistrationItem
{
    public static Dictionary<string, AttributeValue> Write(Registration registration)
    {
        var item = new Dictionary<string, AttributeValue> { ["id"] = ItemAttributes.Text(registration.Id) };
        item.AddText("type", RegistrationWords.Of(registration.Type));
        item.AddText("name", registration.Name);
        item.AddText("title", registration.Title);
        item.AddText("description", registration.Description is { Length: > 0 } description ? description : null);
        item.AddTexts("scopes", registration.Scopes);
        item.AddTexts("tags", registration.Tags);
        if (registration.Type != RegistrationType.Set)
        {
            item.AddText("lambdaArn", registration.LambdaArn);
            item.AddText("contract", RegistrationWords.Of(registration.Contract));
        }

        AddFlag(item, "streams", registration.Streams);
        item.AddJson("inputSchema", registration.InputSchema);
        item.AddJson("outputSchema", registration.OutputSchema);
        item.AddText("uri", registration.Uri);
        item.AddText("uriTemplate", registration.UriTemplate);
        item.AddText("mimeType", registration.MimeType);
        item.AddNumber("size", registration.Size);
        item.AddJson("arguments", registration.Arguments);
        AddFlag(item, "completion", registration.Completion);
        item.AddJson("annotations", registration.Annotations);
        item.AddJson("icons", registration.Icons);
        item.AddJson("meta", registration.Meta);
        if (registration.Tasks.Support != TaskSupport.Forbidden)
        {
            item.AddText("task", TaskWords.Of(registration.Tasks.Support));
            item.AddText("taskStart", TaskWords.Of(registration.Tasks.Start));
        }

        item.AddNumber("timeoutSeconds", registration.TimeoutSeconds);
        item.AddNumber("retryAttempts", registration.Retry?.Attempts);
        item.AddNumber("retryBaseDelayMs", registration.Retry?.BaseDelayMs);
        item.AddNumber("maxConcurrency", registration.MaxConcurrency);
        AddFlag(item, "asynchronous", registration.Asynchronous);
        item.AddJson("http", registration.Http);
        item.AddJson("fixedArguments", registration.FixedArguments);
        item.AddTexts("hiddenArguments", registration.HiddenArguments);
        item.AddNumber("cacheSeconds", registration.CacheSeconds);
        item.AddText("prefix", registration.Prefix);
        item.AddJson("tools", registration.Tools);
        item.AddTexts("members", registration.Members);
        item["enabled"] = ItemAttributes.Flag(registration.Enabled);
        item.AddNumber("version", registration.Version);
        return item;
    }

    /// <exception cref="FormatException">An attribute is missing or makes no sense.</exception>
    /// <exception cref="JsonException">An attribute that should be JSON is not.</exception>
    public static Registration Read(Dictionary<string, AttributeValue> item)
    {
        var name = Required(item, "name");
        var type = Type(Required(item, "type"));
        return new Registration
        {
            Id = Required(item, "id"),
            Type = type,
            Name = name,
            Title = item.ReadText("title"),
            Description = item.ReadText("description") ?? (type == RegistrationType.Tool ? name : ""),
            LambdaArn = type == RegistrationType.Set ? "" : Arn(Required(item, "lambdaArn")),
            Contract = Contract(item.ReadText("contract"), type),
            Streams = item.ReadFlag("streams") ?? false,
            InputSchema = Json(item, "inputSchema", JsonValueKind.Object) ?? (AttributeJson.Read(item, "parameters") is { ValueKind: not JsonValueKind.Null } parameters
                ? ShortFormSchema.Resolve(parameters)
                : null),
            OutputSchema = Json(item, "outputSchema", JsonValueKind.Object),
            Uri = item.ReadText("uri"),
            UriTemplate = item.ReadText("uriTemplate"),
            MimeType = item.ReadText("mimeType"),
            Size = item.ReadNumber("size"),
            Arguments = Json(item, "arguments", JsonValueKind.Array),
            Completion = item.ReadFlag("completion") ?? false,
            Annotations = Json(item, "annotations", JsonValueKind.Object),
            Icons = Json(item, "icons", JsonValueKind.Array),
            Meta = Json(item, "meta", JsonValueKind.Object),
            Tasks = Tasks(item.ReadText("task"), item.ReadText("taskStart")),
            TimeoutSeconds = Number(item, "timeoutSeconds", 900),
            Retry = Number(item, "retryAttempts", 5) is { } attempts
                ? new(attempts, Number(item, "retryBaseDelayMs", 10_000) ?? RetryPolicy.UsualDelayMs)
                : null,
            Scopes = Texts(item, "scopes"),
            Tags = Texts(item, "tags"),
            MaxConcurrency = Number(item, "maxConcurrency", 1000),
            Asynchronous = item.ReadFlag("asynchronous") ?? false,
            Http = Json(item, "http", JsonValueKind.Object),
            FixedArguments = Json(item, "fixedArguments", JsonValueKind.Object),
            HiddenArguments = Texts(item, "hiddenArguments"),
            CacheSeconds = Number(item, "cacheSeconds", 86_400),
            Prefix = item.TryGetValue("prefix", out var prefix) && prefix.S is { } text ? text
                : type == RegistrationType.Target ? Registration.UsualPrefix(name) : null,
            Tools = Json(item, "tools", JsonValueKind.Array),
            Members = Texts(item, "members"),
            Enabled = item.ReadFlag("enabled") ?? true,
            Version = item.ReadNumber("version") ?? 1,
        };
    }

    private static string Required(Dictionary<string, AttributeValue> item, string name) =>
        item.ReadText(name) ?? throw new FormatException($"it has no '{name}'.");

    private static string Arn(string value) =>
        value.StartsWith("arn:", StringComparison.Ordinal) ? value : throw new FormatException("its 'lambdaArn' is not an ARN.");

    private static int? Number(Dictionary<string, AttributeValue> item, string name, int most) =>
        item.ReadNumber(name) is not { } number ? null
            : number >= 1 && number <= most ? (int)number
            : throw new FormatException($"its '{name}' is not between 1 and {most}.");

    // A list of strings, or a string set.
    private static IReadOnlyList<string> Texts(Dictionary<string, AttributeValue> item, string name) =>
        !item.TryGetValue(name, out var value) || value.NULL == true ? []
            : value.SS is { Count: > 0 } set ? [.. set.Order(StringComparer.Ordinal)]
            : value.L is { } list && list.TrueForAll(static one => one.S is not null) ? [.. list.Select(static one => one.S)]
            : throw new FormatException($"its '{name}' is not a list of strings.");

    private static JsonElement? Json(Dictionary<string, AttributeValue> item, string name, JsonValueKind kind) =>
        AttributeJson.Read(item, name) is not { } json ? null
            : json.ValueKind == kind ? json
            : throw new FormatException($"its '{name}' is not a JSON {(kind == JsonValueKind.Array ? "array" : "object")}.");

    private static RegistrationType Type(string word) =>
        RegistrationWords.ReadType(word) ?? throw new FormatException($"its type '{word}' is not known to this version.");

    private static TargetContract Contract(string? word, RegistrationType type) =>
        word is null ? RegistrationWords.UsualContract(type)
            : RegistrationWords.ReadContract(word) ?? throw new FormatException($"its contract '{word}' is not known to this version.");

    private static TaskPolicy Tasks(string? support, string? start) => new(
        support is null ? TaskSupport.Forbidden
            : TaskWords.ReadSupport(support) ?? throw new FormatException($"its task '{support}' is not known to this version."),
        start is null ? TaskStart.Call
            : TaskWords.ReadStart(start) ?? throw new FormatException($"its taskStart '{start}' is not known to this version."));

    private static void AddFlag(Dictionary<string, AttributeValue> item, string name, bool value)
    {
        if (value)
            item[name] = ItemAttributes.Flag(value);
    }
}
