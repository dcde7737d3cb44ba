using System.Text.Json;
using System.Text.RegularExpressions;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Validation;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>Reads a registration from a request's body and notes every fault in it.</summary>
internal sealed partial class RegistrationReader(JsonElement body)
{
    private const int MaxTimeoutSeconds = 900;
    private static readonly string[] Members =
        ["id", "type", "name", "title", "description", "lambdaArn", "contract", "parameters", "outputSchema", "annotations", "timeout", "enabled", "version"];

    private readonly List<RegistrationFault> _faults = [];

    public IReadOnlyList<RegistrationFault> Faults => _faults;

    /// <summary>The registration; to be used only when there are no <see cref="Faults"/>.</summary>
    public Registration Read()
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            Fault("", "must be an object");
            return Nothing;
        }

        foreach (var member in body.EnumerateObject())
        {
            if (!Members.Contains(member.Name))
                Fault($"/{member.Name}", $"is not known; known are {string.Join(", ", Members)}");
        }

        if (Text("type", required: true) is { } type && type != "tool")
            Fault("/type", "must be \"tool\"");
        if (Text("contract") is { } contract && contract != "payload")
            Fault("/contract", "must be \"payload\"");

        return new()
        {
            Id = $"tool-{Name()}",
            Type = RegistrationType.Tool,
            Name = Name(),
            Title = Text("title"),
            Description = Text("description", required: true) ?? "",
            LambdaArn = Arn(),
            Contract = TargetContract.Payload,
            InputSchema = Parameters(),
            OutputSchema = Schema("outputSchema"),
            Annotations = Annotations(),
            TimeoutSeconds = Timeout(),
            Enabled = Enabled(),
        };
    }

    private static Registration Nothing => new() { Id = "", Type = RegistrationType.Tool, Name = "", Description = "", LambdaArn = "" };

    private string Name()
    {
        var name = Text("name") ?? "";
        if (!ToolNames.IsValid(name))
            Fault("/name", "must be 1 to 64 letters, digits, underscores, dots and hyphens");
        return name;
    }

    private string Arn()
    {
        var arn = Text("lambdaArn") ?? "";
        if (!FunctionArn().IsMatch(arn))
            Fault("/lambdaArn", "must be the ARN of a Lambda function: arn:aws:lambda:REGION:ACCOUNT:function:NAME, a qualifier may follow");
        return arn;
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
            Fault("/parameters", exception.Message);
            return null;
        }
    }

    private JsonElement? Schema(string member)
    {
        if (!body.TryGetProperty(member, out var schema))
            return null;
        if (!ToolJson.IsObjectSchema(schema))
            Fault($"/{member}", "must be a JSON Schema that describes an object: \"type\": \"object\"");
        try
        {
            JsonSchemaDocument.Compile(schema);
        }
        catch (JsonSchemaException exception)
        {
            foreach (var fault in exception.Faults)
                Fault($"/{member}{fault.SchemaPath}", fault.Message);
        }

        return schema.Clone();
    }

    private JsonElement? Annotations()
    {
        if (!body.TryGetProperty("annotations"u8, out var annotations))
            return null;
        if (annotations.ValueKind != JsonValueKind.Object)
            Fault("/annotations", "must be an object");
        return annotations.Clone();
    }

    private int? Timeout()
    {
        if (!body.TryGetProperty("timeout"u8, out var timeout))
            return null;
        if (timeout.ValueKind == JsonValueKind.Number && timeout.TryGetInt32(out var seconds) && seconds is > 0 and <= MaxTimeoutSeconds)
            return seconds;
        Fault("/timeout", $"must be a whole number of seconds from 1 to {MaxTimeoutSeconds}");
        return null;
    }

    private bool Enabled()
    {
        if (!body.TryGetProperty("enabled"u8, out var enabled))
            return true;
        if (enabled.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Fault("/enabled", "must be true or false");
        return enabled.ValueKind == JsonValueKind.True;
    }

    private string? Text(string member, bool required = false)
    {
        if (!body.TryGetProperty(member, out var value))
        {
            if (required)
                Fault($"/{member}", "is required");
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        Fault($"/{member}", "must be a string");
        return null;
    }

    private void Fault(string pointer, string message)
    {
        var fault = new RegistrationFault(pointer, message);
        if (!_faults.Contains(fault))
            _faults.Add(fault);
    }

    [GeneratedRegex(@"^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]{1,140}(:(\$LATEST|[A-Za-z0-9_-]{1,128}))?\z")]
    private static partial Regex FunctionArn();
}
