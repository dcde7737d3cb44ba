using System.Buffers;
using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Validation;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Transforms;

/// <summary>
/// Stands between the arguments that clients see and send, and those that a function gets: fixed ones are added, and neither these nor hidden
/// ones are taken from a client. A model that names one is told, for it believes that its value counts.
/// </summary>
internal sealed class ArgumentTransform
{
    private readonly OmittedArguments _omitted;
    private readonly JsonElement? _fixed;
    private readonly JsonElement? _whole;
    private JsonSchemaDocument? _wholeSchema;

    private ArgumentTransform(Registration registration)
    {
        _fixed = registration.FixedArguments;
        _whole = registration.InputSchema;
        _omitted = new(registration);
        Shown = _whole is { } schema ? new ShownSchema(schema, _omitted).Derive() : null;
    }

    /// <summary>The schema that clients see and that what they send must match; null when any object will do.</summary>
    public JsonElement? Shown { get; }

    /// <summary>What a registration says of this, or null.</summary>
    public static ArgumentTransform? Of(Registration registration) =>
        registration.FixedArguments is null && registration.HiddenArguments.Count == 0 ? null : new(registration);

    /// <summary>Makes of the arguments that a client sent, which match <see cref="Shown"/>, those that the function gets.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="request">The request; its <c>params</c> get the arguments too.</param>
    /// <param name="arguments">The arguments: an object.</param>
    /// <returns>Why the call cannot be made, or null.</returns>
    public ErrorResult? Apply(string tool, ref McpRequest request, ref JsonElement arguments)
    {
        var sent = arguments.EnumerateObject().Where(argument => _omitted.Has(argument.Name)).Select(argument => argument.Name).Distinct().ToArray();
        if (sent.Length > 0)
            return InvalidArguments.Describe(tool, [.. sent.Select(name => new SchemaViolation($"/{name}", "", "", $"{name}: is not an argument of this tool; leave it out"))]);
        if (_fixed is { } values)
        {
            request = request with { Params = With(request.Params, arguments, values) };
            arguments = request.Params.GetProperty("arguments"u8);
        }

        if (_whole is not { } whole)
            return null;
        var violations = (_wholeSchema ??= JsonSchemaDocument.Compile(whole)).Validate(arguments);
        return violations.Count > 0 ? InvalidArguments.Describe(tool, violations) : null;
    }

    private static JsonElement With(JsonElement parameters, JsonElement arguments, JsonElement values)
    {
        var json = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            if (parameters.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in parameters.EnumerateObject().Where(member => !member.NameEquals("arguments"u8)))
                    member.WriteTo(writer);
            }

            writer.WriteStartObject("arguments"u8);
            foreach (var argument in arguments.EnumerateObject())
                argument.WriteTo(writer);
            foreach (var value in values.EnumerateObject())
                value.WriteTo(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(json.WrittenMemory);
        return document.RootElement.Clone();
    }
}
