using System.Text.Json;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Transforms;

/// <summary>The arguments of a tool that clients neither see nor send: those that every call has, and those that none has.</summary>
internal sealed class OmittedArguments
{
    private readonly HashSet<string> _fixed;
    private readonly HashSet<string> _hidden;

    public OmittedArguments(Registration registration)
    {
        _fixed = registration.FixedArguments is { ValueKind: JsonValueKind.Object } values
            ? values.EnumerateObject().Select(value => value.Name).ToHashSet(StringComparer.Ordinal)
            : [];
        _hidden = registration.HiddenArguments.Where(name => !_fixed.Contains(name)).ToHashSet(StringComparer.Ordinal);
    }

    public bool Any => _fixed.Count + _hidden.Count > 0;

    /// <summary>Whether some are in every call, so that keywords that count or list members meet them.</summary>
    public bool HasFixed => _fixed.Count > 0;

    public bool Has(string name) => _fixed.Contains(name) || _hidden.Contains(name);

    public bool Has(JsonElement name) => name.ValueKind == JsonValueKind.String && Has(name.GetString()!);

    /// <summary>Whether no call has it.</summary>
    public bool Hides(JsonElement name) => name.ValueKind == JsonValueKind.String && _hidden.Contains(name.GetString()!);

    public override string ToString() => string.Join(", ", _fixed.Concat(_hidden).Order(StringComparer.Ordinal));
}
