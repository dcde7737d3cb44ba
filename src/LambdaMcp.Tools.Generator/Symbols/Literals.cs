using System.Globalization;
using LambdaMcp.Tools.Generator.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LambdaMcp.Tools.Generator.Symbols;

/// <summary>Constants, as C# and as JSON.</summary>
internal static class Literals
{
    public static string Text(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>The constant as an expression of <paramref name="type"/>.</summary>
    public static string Code(object? value, ITypeSymbol type)
    {
        if (value is null)
            return type.IsValueType && type.NullableOf() is null ? $"default({type.Code()})" : "null";
        var target = type.NullableOf() ?? type;
        return value switch
        {
            string text => Text(text),
            bool truth => truth ? "true" : "false",
            char character => SymbolDisplay.FormatLiteral(character, quote: true),
            double number => $"({target.PlainCode()}){Floating(number, "double")}",
            float number => $"({target.PlainCode()}){Floating(number, "float")}",
            DateTime time => $"new {target.PlainCode()}({time.Ticks.ToString(CultureInfo.InvariantCulture)}L)",
            decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
            _ => $"({target.PlainCode()})({Convert.ToString(value, CultureInfo.InvariantCulture)})",
        };
    }

    /// <summary>The constant as JSON; null where JSON has no such number.</summary>
    public static object? Json(object? value) => value switch
    {
        null => new RawJson("null"),
        string or bool => value,
        char character => character.ToString(),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        double number => double.IsNaN(number) || double.IsInfinity(number) ? null : new RawJson(number.ToString("R", CultureInfo.InvariantCulture)),
        float number => float.IsNaN(number) || float.IsInfinity(number) ? null : new RawJson(number.ToString("R", CultureInfo.InvariantCulture)),
        _ => new RawJson(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };

    private static string Floating(double number, string type) =>
        double.IsNaN(number) ? $"{type}.NaN"
        : double.IsPositiveInfinity(number) ? $"{type}.PositiveInfinity"
        : double.IsNegativeInfinity(number) ? $"{type}.NegativeInfinity"
        : $"({number.ToString("R", CultureInfo.InvariantCulture)}d)";
}
