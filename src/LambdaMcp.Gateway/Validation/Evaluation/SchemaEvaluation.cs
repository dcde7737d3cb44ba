using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Keywords;
using LambdaMcp.Gateway.Validation.References;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Evaluation;

/// <summary>
/// One validation of one value. It runs quietly first, stopping at the first failure; only an invalid value is gone through
/// again to say what is wrong with it.
/// </summary>
internal sealed class SchemaEvaluation(JsonSchemaOptions options)
{
    private const int DeepestStack = 1024;

    private readonly List<SchemaResource> _scope = [];
    private readonly Stack<EvaluatedSet> _idleSets = new();
    private readonly List<string> _path = [];
    private List<SchemaViolation> _violations = [];
    private SchemaViolation? _abort;
    private long _steps;
    private int _depth;
    private int _stack;
    private int _quiet;

    /// <summary>True while nobody will read messages, so keywords need not write any.</summary>
    public bool Quiet => _quiet > 0;

    /// <summary>True when going on would add nothing.</summary>
    public bool Stopped => _abort is not null || (!Quiet && _violations.Count >= options.MaxViolations);

    /// <summary>Where the evaluation is in the value.</summary>
    public string InstancePath => string.Concat(_path);

    public IReadOnlyList<SchemaViolation> Run(SchemaNode root, JsonElement value)
    {
        Start(value);
        _quiet = 1;
        var valid = Apply(root, value, null);
        _quiet = 0;
        if (valid && _abort is null)
            return [];

        Start(value);
        _violations = [];
        valid = Apply(root, value, null);
        if (_abort is not null)
            _violations.Add(_abort);
        else if (!valid && _violations.Count == 0)
            Report("", root.Path, "does not fit the schema");
        return _violations;
    }

    /// <summary>Applies a schema to a value.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="seen">Where to note what was looked at; null when nobody asks.</param>
    public bool Apply(SchemaNode node, JsonElement value, EvaluatedSet? seen)
    {
        if (node.Constant is { } constant)
        {
            if (!constant && !Quiet)
                Report("false", node.Path, InstancePath.Length == 0 ? "is not allowed here" : "is not allowed here; remove it");
            return constant;
        }

        if (!Spend(1))
            return false;
        if (_stack >= DeepestStack)
            return Abort("$ref", node.Path, "needs too many nested subschemas to be checked; nest it less");

        _stack++;
        _scope.Add(node.Resource);
        var set = node.TracksEvaluated ? Rent(value) : seen;
        var valid = ApplyKeywords(node, value, set);
        if (node.TracksEvaluated && set is not null)
        {
            if (valid)
                seen?.AddRange(set);
            Return(set);
        }

        _scope.RemoveAt(_scope.Count - 1);
        _stack--;
        return valid;
    }

    /// <summary>Applies a schema without reporting what it finds.</summary>
    public bool Probe(SchemaNode node, JsonElement value, EvaluatedSet? seen)
    {
        _quiet++;
        var valid = Apply(node, value, seen);
        _quiet--;
        return valid;
    }

    public bool ProbeItem(SchemaNode node, JsonElement item)
    {
        _quiet++;
        var valid = Descend(node, item);
        _quiet--;
        return valid;
    }

    /// <summary>As <see cref="Probe"/>, but what the schema looked at counts only when the value fits it.</summary>
    public bool ProbeApart(SchemaNode node, JsonElement value, EvaluatedSet? seen)
    {
        var apart = seen is null ? null : Rent(value);
        var valid = Probe(node, value, apart);
        if (apart is not null)
        {
            if (valid)
                seen!.AddRange(apart);
            Return(apart);
        }

        return valid;
    }

    public bool ApplyToProperty(SchemaNode node, JsonProperty property)
    {
        if (!Quiet)
            _path.Add(JsonPointer.Append("", JsonText.NameOf(property)));
        var valid = Descend(node, property.Value);
        if (!Quiet)
            _path.RemoveAt(_path.Count - 1);
        return valid;
    }

    public bool ApplyToItem(SchemaNode node, JsonElement item, int position)
    {
        if (!Quiet)
            _path.Add(JsonPointer.Append("", position));
        var valid = Descend(node, item);
        if (!Quiet)
            _path.RemoveAt(_path.Count - 1);
        return valid;
    }

    /// <summary>What a schema would say about a value, apart from the report so far.</summary>
    public IReadOnlyList<SchemaViolation> Explain(SchemaNode node, JsonElement value)
    {
        var outer = _violations;
        _violations = [];
        Apply(node, value, null);
        var inner = _violations;
        _violations = outer;
        return inner;
    }

    /// <summary>What a schema would say about an item, apart from the report so far.</summary>
    public IReadOnlyList<SchemaViolation> ExplainItem(SchemaNode node, JsonElement item, int position)
    {
        var outer = _violations;
        _violations = [];
        ApplyToItem(node, item, position);
        var inner = _violations;
        _violations = outer;
        return inner;
    }

    /// <summary>The schema that a dynamic reference means here: the outermost with that anchor on the way to this place.</summary>
    public SchemaNode ResolveDynamic(string anchor, SchemaNode initial)
    {
        foreach (var resource in _scope)
        {
            if (resource.DynamicAnchors.TryGetValue(anchor, out var node))
                return node;
        }

        return initial;
    }

    /// <summary>Counts work, and ends the validation when it is too much.</summary>
    public bool Spend(long steps)
    {
        if (_abort is not null)
            return false;
        _steps -= steps;
        return _steps >= 0
            || Abort("", "", $"takes more than the allowed {options.MaxSteps} steps to check against this schema; send a smaller value");
    }

    /// <summary>Ends the validation: the value is not valid, since nobody knows.</summary>
    public bool Abort(string keyword, string schemaPath, string message)
    {
        _abort ??= new SchemaViolation(InstancePath, keyword, schemaPath, Sentence(InstancePath, message));
        return false;
    }

    /// <summary>Reports that the value breaks a rule.</summary>
    /// <param name="keyword">The rule's keyword.</param>
    /// <param name="schemaPath">The rule's place.</param>
    /// <param name="message">What would be right.</param>
    /// <param name="property">The property that the rule is about, if not the value itself.</param>
    public void Report(string keyword, string schemaPath, string message, string? property = null)
    {
        if (Quiet || Stopped)
            return;
        var path = property is null ? InstancePath : JsonPointer.Append(InstancePath, property);
        _violations.Add(new SchemaViolation(path, keyword, schemaPath, Sentence(path, message)));
    }

    private static string Sentence(string path, string message) => $"{(path.Length == 0 ? "(root)" : path)}: {message}";

    private bool ApplyKeywords(SchemaNode node, JsonElement value, EvaluatedSet? seen)
    {
        var valid = true;
        foreach (var keyword in node.Keywords)
        {
            // What is left over is no news while the rest does not hold.
            if (!valid && keyword is IUnevaluatedKeyword)
                break;
            if (keyword.Check(this, value, seen))
                continue;
            valid = false;
            if (Quiet || Stopped)
                break;
        }

        return valid;
    }

    private bool Descend(SchemaNode node, JsonElement value)
    {
        if (_depth >= options.MaxInstanceDepth)
            return Abort("", node.Path, $"nests deeper than the allowed {options.MaxInstanceDepth} levels; nest it less");
        _depth++;
        var valid = Apply(node, value, null);
        _depth--;
        return valid;
    }

    private void Start(JsonElement value)
    {
        _steps = options.MaxSteps + (8L * JsonMarshal.GetRawUtf8Value(value).Length);
        _abort = null;
        _path.Clear();
    }

    private EvaluatedSet? Rent(JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            return null;
        var set = _idleSets.TryPop(out var idle) ? idle : new EvaluatedSet();
        set.Reset(value);
        return set;
    }

    private void Return(EvaluatedSet set) => _idleSets.Push(set);
}
