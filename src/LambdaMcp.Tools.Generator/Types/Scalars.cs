using LambdaMcp.Tools.Generator.Json;
using LambdaMcp.Tools.Generator.Symbols;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary>
/// The types of the .NET library that are one JSON value. <c>int</c> and <c>long</c> have no bounds in their schemas: every client takes a whole number for
/// one of them, and bounds beside each would only cost a model's context. Reading holds them all the same.
/// </summary>
internal static class Scalars
{
    private const string W = "global::LambdaMcp.Tools.Generated.JsonWrite.";

    private static readonly Dictionary<string, Scalar> All = new()
    {
        ["System.String"] = new(Schemas.Of("string"), "JsonRead.String", "{0}.WriteStringValue({1})"),
        ["System.Boolean"] = new(Schemas.Of("boolean"), "JsonRead.Boolean", "{0}.WriteBooleanValue({1})"),
        ["System.Char"] = new(Schemas.Of("string").With("minLength", 1).With("maxLength", 1), "JsonRead.Char", W + "Char({0}, {1})"),
        ["System.SByte"] = Integer("sbyte", "-128", "127"),
        ["System.Byte"] = Integer("byte", "0", "255"),
        ["System.Int16"] = Integer("short", "-32768", "32767"),
        ["System.UInt16"] = Integer("ushort", "0", "65535"),
        ["System.Int32"] = Integer("int"),
        ["System.UInt32"] = Integer("uint", "0", "4294967295"),
        ["System.Int64"] = Integer("long"),
        ["System.UInt64"] = Integer("ulong", "0"),
        ["nint"] = Integer("nint", write: W + "Number({0}, {1})"),
        ["nuint"] = Integer("nuint", "0", write: W + "Number({0}, {1})"),
        ["System.Int128"] = Integer("global::System.Int128", write: W + "Number({0}, {1})"),
        ["System.UInt128"] = Integer("global::System.UInt128", "0", write: W + "Number({0}, {1})"),
        ["System.Single"] = Number("Single"),
        ["System.Double"] = Number("Double"),
        ["System.Decimal"] = Number("Decimal"),
        ["System.Half"] = new(Schemas.Of("number"), "JsonRead.Half", W + "Number({0}, {1})"),
        ["System.Guid"] = Text("uuid", "Guid", "{0}.WriteStringValue({1})"),
        ["System.Uri"] = Text("uri", "Uri", W + "Uri({0}, {1})"),
        ["System.DateTime"] = Text("date-time", "DateTime", "{0}.WriteStringValue({1})"),
        ["System.DateTimeOffset"] = Text("date-time", "DateTimeOffset", "{0}.WriteStringValue({1})"),
        ["System.DateOnly"] = Text("date", "DateOnly", W + "DateOnly({0}, {1})"),
        ["System.TimeOnly"] = Text("time", "TimeOnly", W + "TimeOnly({0}, {1})"),
        ["System.TimeSpan"] = Text("duration", "TimeSpan", W + "TimeSpan({0}, {1})"),
        ["System.Text.Json.JsonElement"] = new(new(), "JsonRead.Any", W + "Element({0}, {1})"),
        ["System.Text.Json.Nodes.JsonNode"] = new(AnyButNull(), "JsonNodes.Node", W + "Node({0}, {1})"),
        ["System.Text.Json.Nodes.JsonObject"] = new(Schemas.Of("object"), "JsonNodes.Object", W + "Node({0}, {1})"),
        ["System.Text.Json.Nodes.JsonArray"] = new(Schemas.Of("array"), "JsonNodes.Array", W + "Node({0}, {1})"),
    };

    private static readonly Scalar Bytes = new(Schemas.Of("string").With("contentEncoding", "base64"), "JsonReadText.Bytes", W + "Bytes({0}, {1})");

    /// <summary>The scalar that a type is, nullable or not; null for other types.</summary>
    public static Scalar? Of(ITypeSymbol type) => type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte }
        ? Bytes
        : type is INamedTypeSymbol && All.TryGetValue(type.FullName(), out var scalar) ? scalar : null;

    private static Scalar Integer(string type, string? minimum = null, string? maximum = null, string write = "{0}.WriteNumberValue({1})") => new(
        Schemas.Of("integer").With("minimum", minimum is null ? null : new RawJson(minimum)).With("maximum", maximum is null ? null : new RawJson(maximum)),
        $"JsonRead.Integer<{type}>",
        write);

    private static Scalar Number(string name) => new(Schemas.Of("number"), $"JsonRead.{name}", "{0}.WriteNumberValue({1})");

    private static Scalar Text(string format, string name, string write) => new(Schemas.Formatted(format), $"JsonReadText.{name}", write);

    private static JsonObject AnyButNull() => new JsonObject().With("type", new object[] { "object", "array", "string", "number", "boolean" });
}
