using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>minimum</c>, <c>maximum</c> and their exclusive forms, without rounding.</summary>
internal sealed class NumberLimitKeyword : Keyword
{
    private readonly string _name;
    private readonly string _path;
    private readonly JsonElement _limit;
    private readonly long? _whole;
    private readonly bool _isMaximum;
    private readonly bool _isExclusive;

    private NumberLimitKeyword(string name, string path, JsonElement limit)
    {
        _name = name;
        _path = path;
        _limit = limit;
        _whole = limit.TryGetInt64(out var whole) ? whole : null;
        _isMaximum = name.EndsWith("aximum", StringComparison.Ordinal);
        _isExclusive = name.StartsWith("exclusive", StringComparison.Ordinal);
    }

    public static Keyword? Read(SchemaReader reader, string name)
    {
        if (reader.Find(name) is not { } limit)
            return null;
        if (limit.ValueKind == JsonValueKind.Number)
            return new NumberLimitKeyword(name, reader.PathOf(name), limit);
        var hint = limit.ValueKind is JsonValueKind.True or JsonValueKind.False ? "; since draft 6 it holds the limit itself" : "";
        reader.Fault(name, $"must be a number, but is {ValuePreview.Describe(limit)}{hint}");
        return null;
    }

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (value.ValueKind != JsonValueKind.Number || Fits(value))
            return true;
        if (!evaluation.Quiet)
        {
            var rule = (_isMaximum, _isExclusive) switch
            {
                (true, true) => "less than",
                (true, false) => "at most",
                (false, true) => "greater than",
                (false, false) => "at least",
            };
            evaluation.Report(_name, _path, $"must be {rule} {ValuePreview.Of(_limit)}, but is {ValuePreview.Of(value)}");
        }

        return false;
    }

    private bool Fits(JsonElement value)
    {
        var order = _whole is { } limit && value.TryGetInt64(out var whole)
            ? whole.CompareTo(limit)
            : new ExactNumber(value).CompareTo(new ExactNumber(_limit));
        if (order == 0)
            return !_isExclusive;
        return _isMaximum ? order < 0 : order > 0;
    }
}
