using System.Text.Json;
using LambdaMcp.Protocol.Resources;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>
/// The arguments that calls have: those that a tool's schema names, and a resource template's variables. A schema that names none says nothing of
/// them.
/// </summary>
internal sealed class ArgumentNames
{
    private readonly JsonElement? _properties;
    private readonly JsonElement? _required;
    private readonly JsonElement? _fixed;
    private readonly HashSet<string>? _variables;
    private readonly RegistrationFaults _faults;

    public ArgumentNames(Registration registration, RegistrationFaults faults)
    {
        _properties = Member(registration.InputSchema, "properties", JsonValueKind.Object);
        _required = Member(registration.InputSchema, "required", JsonValueKind.Array);
        _fixed = registration.FixedArguments is { ValueKind: JsonValueKind.Object } arguments ? arguments : null;
        _variables = VariablesOf(registration);
        _faults = faults;
    }

    /// <summary>Notes a fault when there is no such argument.</summary>
    public bool Check(string name, string place)
    {
        if (_variables is not null)
            return CheckVariable(name, place);
        if (name.Length > 0 && (_properties is not { } properties || properties.TryGetProperty(name, out _) || IsFixed(name)))
            return true;
        _faults.Add(place, $"names the argument '{name}', which the parameters do not have");
        return false;
    }

    /// <summary>Notes a fault when there is no such argument, or a call can be without it.</summary>
    public void CheckRequired(string name, string place)
    {
        if (Check(name, place) && _properties is not null && !IsRequired(name) && !IsFixed(name))
            _faults.Add(place, $"needs the argument '{name}' in every call: make it required in the parameters");
    }

    public bool IsRequired(string name) =>
        _required is { } required && required.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.ValueEquals(name));

    public bool IsFixed(string name) => _fixed is { } arguments && arguments.TryGetProperty(name, out _);

    private bool CheckVariable(string name, string place)
    {
        if (_variables!.Contains(name))
            return true;
        _faults.Add(place, $"names the variable '{name}', which the resource does not have; only a resource template has variables");
        return false;
    }

    // Null for what takes arguments, and where another rule says what is wrong with the template.
    private static HashSet<string>? VariablesOf(Registration registration) => registration switch
    {
        { Type: RegistrationType.Resource } => [],
        { Type: RegistrationType.ResourceTemplate, UriTemplate: { } template } => UriTemplate.Read(template, out _)?.Variables.ToHashSet(StringComparer.Ordinal),
        _ => null,
    };

    private static JsonElement? Member(JsonElement? schema, string name, JsonValueKind kind) =>
        schema is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;
}
