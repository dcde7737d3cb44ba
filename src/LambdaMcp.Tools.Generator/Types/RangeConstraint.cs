using System.Globalization;
using LambdaMcp.Tools.Generator.Json;
using LambdaMcp.Tools.Generator.Symbols;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary><c>[Range]</c>, of whole, decimal and floating numbers.</summary>
internal static class RangeConstraint
{
    public static ReadCode Apply(AttributeData annotation, ITypeSymbol type, ReadCode code)
    {
        // [Range(typeof(decimal), "0.1", "0.3")] has its bounds as text.
        var first = annotation.ConstructorArguments.Length == 3 ? 1 : 0;
        var isFloating = type.SpecialType is SpecialType.System_Double or SpecialType.System_Single || type.FullName() == "System.Half";
        var minimum = Bound(annotation.Given(first), isFloating);
        var maximum = Bound(annotation.Given(first + 1), isFloating);
        var aboveMinimum = annotation.Set("MinimumIsExclusive") is true;
        var belowMaximum = annotation.Set("MaximumIsExclusive") is true;

        var schema = code.Schema.Copy();
        if (minimum is not null)
            schema[aboveMinimum ? "exclusiveMinimum" : "minimum"] = new RawJson(minimum);
        if (maximum is not null)
            schema[belowMaximum ? "exclusiveMaximum" : "maximum"] = new RawJson(maximum);
        var arguments = $"{Code(minimum, isFloating)}, {Code(maximum, isFloating)}, {(aboveMinimum ? "true" : "false")}, {(belowMaximum ? "true" : "false")}";
        return new(schema, value => $"global::LambdaMcp.Tools.Generated.JsonCheck.Range({value}, {code.Apply(value)}, {arguments})", code.IsText);
    }

    /// <summary>The bound as JSON has numbers; null when it bounds nothing.</summary>
    private static string? Bound(object? value, bool isFloating)
    {
        var text = value is double number ? number.ToString("R", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture);
        // NaN is not below it either.
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) || !(Math.Abs(parsed) < double.MaxValue))
            return null;
        if (isFloating)
            return parsed.ToString("R", CultureInfo.InvariantCulture);
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static string Code(string? bound, bool isFloating) => (bound, isFloating) switch
    {
        (null, true) => "(double?)null",
        (null, false) => "(decimal?)null",
        _ => bound + (isFloating ? "d" : "m"),
    };
}
