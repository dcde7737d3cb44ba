using System.Text.Json;
using LambdaMcp.Gateway.Registrations.Rules;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Gateway.Validation;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>Reads a registration from a request's body and notes every fault in it.</summary>
internal sealed class RegistrationReader(JsonElement body)
{
    private const int MaxTimeoutSeconds = 900;

    private static readonly string[] Common =
        ["id", "type", "name", "title", "description", "lambdaArn", "contract", "streams", "annotations", "icons", "_meta", "timeout", "enabled", "version"];

    private static readonly string[][] OfType =
    [
        ["parameters", "outputSchema", "task", "taskStart"],
        ["uri", "mimeType", "size"],
        ["uriTemplate", "mimeType", "completion"],
        ["arguments", "completion"],
        ["prefix", "tools"],
        ["members"],
    ];

    private readonly RegistrationFaults _faults = new();

    public IReadOnlyList<RegistrationFault> Faults => _faults.All;

    /// <summary>The version that the body names: the one it was made from.</summary>
    public long? Version { get; private set; }

    /// <summary>The registration; to be used only when there are no <see cref="Faults"/>.</summary>
    public Registration Read()
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            _faults.Add("", "must be an object");
            return new() { Id = "", Type = RegistrationType.Tool, Name = "", Description = "", LambdaArn = "" };
        }

        var type = Type();
        CheckMembers(type);
        var name = Text("name") ?? "";
        Version = Number("version");
        var registration = new Registration
        {
            Id = Registration.IdOf(type ?? RegistrationType.Tool, name),
            Type = type ?? RegistrationType.Tool,
            Name = name,
            Title = Text("title"),
            Description = Text("description") ?? "",
            LambdaArn = Arn(),
            Contract = Contract(),
            Streams = Flag("streams") ?? false,
            InputSchema = Parameters(),
            OutputSchema = Schema("outputSchema"),
            Uri = Text("uri"),
            UriTemplate = Text("uriTemplate"),
            MimeType = Text("mimeType"),
            Size = Number("size"),
            Arguments = Json("arguments"),
            Completion = Flag("completion") ?? false,
            Annotations = Json("annotations"),
            Icons = Json("icons"),
            Meta = Json("_meta"),
            Tasks = TaskPolicyJson.Read(body, _faults),
            TimeoutSeconds = Timeout(),
            Enabled = Flag("enabled") ?? true,
        };

        if (type is not null)
        {
            if (Text("id") is { } id && id != registration.Id)
                _faults.Add("/id", $"must be {registration.Id}, which type and name make, or be left out");
            if (type == RegistrationType.Tool && registration.Description.Length == 0)
                _faults.Add("/description", "is required: models choose tools by it");
            RegistrationRules.Check(registration, _faults);
        }

        return registration;
    }

    private void CheckMembers(RegistrationType? type)
    {
        var ofType = type is { } known ? OfType[(int)known] : OfType.SelectMany(names => names).Distinct().ToArray();
        foreach (var member in body.EnumerateObject())
        {
            if (!Common.Contains(member.Name) && !ofType.Contains(member.Name))
                _faults.Add(JsonPointer.Append("", member.Name), $"is not known here; known are {string.Join(", ", Common.Concat(ofType))}");
        }
    }

    private RegistrationType? Type()
    {
        var word = Text("type");
        var type = word is null ? null : RegistrationWords.ReadType(word);
        if (type is null)
            _faults.Add("/type", $"must be one of {string.Join(", ", RegistrationWords.Types)}");
        return type;
    }

    private TargetContract Contract()
    {
        if (Text("contract") is not { } word)
            return TargetContract.Payload;
        if (RegistrationWords.ReadContract(word) is { } contract)
            return contract;
        _faults.Add("/contract", $"must be one of {string.Join(", ", RegistrationWords.Contracts)}");
        return TargetContract.Payload;
    }

    private JsonElement? Parameters()
    {
        if (!body.TryGetProperty("parameters"u8, out var parameters))
            return null;
        if (ShortFormSchema.IsJsonSchema(parameters))
            return Schema("parameters");
        try
        {
            return ShortFormSchema.ToJsonSchema(parameters);
        }
        catch (FormatException exception)
        {
            _faults.Add("/parameters", exception.Message);
            return null;
        }
    }

    private JsonElement? Schema(string member)
    {
        if (Json(member) is not { } schema)
            return null;
        try
        {
            JsonSchemaDocument.Compile(schema);
        }
        catch (JsonSchemaException exception)
        {
            foreach (var fault in exception.Faults)
                _faults.Add($"/{member}{fault.SchemaPath}", fault.Message);
        }

        return schema;
    }

    private JsonElement? Json(string member) => body.TryGetProperty(member, out var value) ? value.Clone() : null;

    private string Arn()
    {
        var arn = Text("lambdaArn") ?? "";
        if (!FunctionArn.IsValid(arn))
            _faults.Add("/lambdaArn", "must be the ARN of a Lambda function: arn:aws:lambda:REGION:ACCOUNT:function:NAME, a qualifier may follow");
        return arn;
    }

    private int? Timeout()
    {
        if (!body.TryGetProperty("timeout"u8, out var timeout))
            return null;
        if (timeout.ValueKind == JsonValueKind.Number && timeout.TryGetInt32(out var seconds) && seconds is > 0 and <= MaxTimeoutSeconds)
            return seconds;
        _faults.Add("/timeout", $"must be a whole number of seconds from 1 to {MaxTimeoutSeconds}");
        return null;
    }

    private long? Number(string member)
    {
        if (!body.TryGetProperty(member, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0)
            return number;
        _faults.Add($"/{member}", "must be a whole number, not below zero");
        return null;
    }

    private bool? Flag(string member)
    {
        if (!body.TryGetProperty(member, out var flag))
            return null;
        if (flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            _faults.Add($"/{member}", "must be true or false");
        return flag.ValueKind == JsonValueKind.True;
    }

    private string? Text(string member)
    {
        if (!body.TryGetProperty(member, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        _faults.Add($"/{member}", "must be a string");
        return null;
    }
}
