using System.Globalization;
using LambdaMcp.Tools.Generator.Json;
using LambdaMcp.Tools.Generator.Symbols;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary>The data annotations: into the schema, and into checks of what was read.</summary>
internal static class Constraints
{
    private const string Namespace = "System.ComponentModel.DataAnnotations.";
    private const string Check = "global::LambdaMcp.Tools.Generated.JsonCheck.";

    /// <summary>The default of <c>[RegularExpression]</c>.</summary>
    private const int PatternMilliseconds = 2000;

    /// <param name="annotations">The attributes of a parameter or property.</param>
    /// <param name="type">Its type, which is not nullable.</param>
    /// <param name="code">How that is read.</param>
    public static ReadCode Apply(IReadOnlyCollection<AttributeData> annotations, ITypeSymbol type, ReadCode code)
    {
        foreach (var annotation in annotations)
        {
            var name = annotation.AttributeClass?.FullName() ?? "";
            if (name.StartsWith(Namespace, StringComparison.Ordinal))
                code = One(name.Substring(Namespace.Length), annotation, type, code);
        }
        return code;
    }

    private static ReadCode One(string name, AttributeData annotation, ITypeSymbol type, ReadCode code)
    {
        var isString = type.SpecialType == SpecialType.System_String;
        return name switch
        {
            "RangeAttribute" when code.Schema["type"] is "integer" or "number" => RangeConstraint.Apply(annotation, type, code),
            "MinLengthAttribute" => Length(code, isString, annotation.Given(0) as int?, null),
            "MaxLengthAttribute" => Length(code, isString, null, annotation.Given(0) as int?),
            "LengthAttribute" => Length(code, isString, annotation.Given(0) as int?, annotation.Given(1) as int?),
            "StringLengthAttribute" when isString => Length(code, isString, annotation.Set("MinimumLength") as int?, annotation.Given(0) as int?),
            "RegularExpressionAttribute" when isString && annotation.Given(0) is string pattern =>
                Pattern(code, pattern, annotation.Set("MatchTimeoutInMilliseconds") as int? ?? PatternMilliseconds),
            "AllowedValuesAttribute" => Allowed(code, type, annotation),
            "EmailAddressAttribute" when isString => Checked(code, "Email", "", schema => schema["format"] = "email"),
            "UrlAttribute" when isString => Checked(code, "Url", "", schema => schema["format"] = "uri"),
            _ => code,
        };
    }

    private static ReadCode Length(ReadCode code, bool isString, int? minimum, int? maximum)
    {
        var unit = code.Schema["type"] switch
        {
            "string" when isString => "Length",
            "array" => "Items",
            "object" when code.Schema.Has("additionalProperties") => "Properties",
            _ => null,
        };
        if (unit is null || maximum < 0)
            return code;
        return Checked(code, isString ? "Length" : "Count", $", {Number(minimum ?? 0)}, {Number(maximum ?? int.MaxValue)}", schema =>
        {
            if (minimum > 0)
                schema[$"min{unit}"] = minimum;
            if (maximum is not null)
                schema[$"max{unit}"] = maximum;
        });
    }

    private static ReadCode Pattern(ReadCode code, string pattern, int milliseconds)
    {
        var whole = pattern.StartsWith("^", StringComparison.Ordinal) && pattern.EndsWith("$", StringComparison.Ordinal) && !pattern.Contains('|');
        return Checked(code, "Pattern", $", {Literals.Text(pattern)}, {Number(milliseconds)}", schema => schema["pattern"] = whole ? pattern : $"^(?:{pattern})$");
    }

    private static ReadCode Allowed(ReadCode code, ITypeSymbol type, AttributeData annotation)
    {
        var values = annotation.ConstructorArguments.Where(argument => argument.Kind == TypedConstantKind.Array).SelectMany(argument => argument.Values)
            .Where(value => !value.IsNull).Select(value => value.Value!).ToList();
        if (values.Count == 0 || code.Schema["type"] is not ("string" or "integer" or "number" or "boolean"))
            return code;
        object? Shown(object value) => type is INamedTypeSymbol { TypeKind: TypeKind.Enum } named ? EnumTypes.NameOf(named, value) : Literals.Json(value);
        // Others are never equal to a value of the type.
        var fitting = values.Where(value => value switch
        {
            string => type.SpecialType == SpecialType.System_String,
            bool => type.SpecialType == SpecialType.System_Boolean,
            char => type.SpecialType == SpecialType.System_Char,
            _ => code.Schema["type"] is "integer" or "number" || type.TypeKind == TypeKind.Enum,
        }).ToList();
        return Checked(code, $"Allowed<{type.PlainCode()}>", $", [{string.Join(", ", fitting.Select(value => Literals.Code(value, type)))}]",
            schema => schema["enum"] = fitting.Select(Shown).ToArray());
    }

    private static ReadCode Checked(ReadCode code, string method, string arguments, Action<JsonObject> change)
    {
        var schema = code.Schema.Copy();
        change(schema);
        return new(schema, value => $"{Check}{method}({value}, {code.Apply(value)}{arguments})", code.IsText);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
