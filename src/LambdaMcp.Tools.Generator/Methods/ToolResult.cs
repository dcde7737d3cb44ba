using LambdaMcp.Tools.Generator.Descriptions;
using LambdaMcp.Tools.Generator.Json;
using LambdaMcp.Tools.Generator.Symbols;
using LambdaMcp.Tools.Generator.Types;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Methods;

/// <summary>How what a tool returns becomes its result.</summary>
/// <param name="Code">The C# expression of the <c>McpMethodResult</c>, of the local <c>result</c>.</param>
/// <param name="OutputSchema">The schema of <c>structuredContent</c>; null when there is none.</param>
internal sealed record ToolResult(string Code, JsonObject? OutputSchema)
{
    private const string Result = "global::LambdaMcp.Tools.Methods.McpMethodResult.";

    /// <remarks>
    /// Objects, dictionaries and lists are structured content unless <c>UseStructuredContent = false</c>; single values are text unless it is true. What is
    /// no object, or may be null, is the member <c>result</c> of one.
    /// </remarks>
    /// <exception cref="UnsupportedTypeException">The type cannot be written.</exception>
    public static ToolResult Of(MethodScope scope)
    {
        var returned = ReturnType.Of(scope.Method);
        if (returned.Type is null)
            return new(Result + "Nothing", Promised(scope));
        if (returned.Is("CallToolResult"))
            return new(Result + "Tool(result)", Promised(scope));
        if (returned.Is("ContentBlock") || returned.IsManyOf("ContentBlock"))
            return new(Result + "Content(result)", Promised(scope));

        var asked = scope.Attribute.Set("UseStructuredContent") as bool?;
        var isText = returned.Type.SpecialType == SpecialType.System_String;
        if (isText && asked is not true)
            return new(Result + "Text(result)", null);

        var types = new OutputTypes(scope.Types);
        // Without nullable annotations a result is taken for one that is there.
        var code = returned.Type.NullableAnnotation == NullableAnnotation.None && returned.Type.IsReferenceType ? types.NotNull(returned.Type) : types.Of(returned.Type);
        var isObject = code.Schema["type"] is "object" || code.Schema.Has("$ref");
        var isMany = isObject || Contains(code.Schema["type"], "array") || Contains(code.Schema["type"], "object") || code.Schema.Has("anyOf");
        var isAny = Scalars.Of(returned.Type) is { IsText: false } && Contains(code.Schema["type"], "string") || code.Schema.IsEmpty;
        if (asked is null ? !isMany || isAny : asked is false)
            return new($"global::LambdaMcp.Tools.Generated.ResultText.Of(writer => {code.Apply("writer", "result")})", null);

        var description = Description.OfReturn(scope.Method);
        return isObject
            ? new($"{(returned.Type.IsReferenceType ? $"result is null ? {Result}Nothing : " : "")}{Result}Structured(writer => {code.Apply("writer", "result")})", scope.Types.Root(Schemas.Described(code.Schema, description)))
            : new(
                $"global::LambdaMcp.Tools.Generated.ResultText.Wrapped(writer => {code.Apply("writer", "result")})",
                scope.Types.Root(Wrapper(Schemas.Described(code.Schema, description))));
    }

    /// <summary>The schema of the attribute's <c>OutputSchemaType</c>.</summary>
    private static JsonObject? Promised(MethodScope scope) =>
        scope.Attribute.Set("OutputSchemaType") is ITypeSymbol type ? scope.Types.Root(new OutputTypes(scope.Types).NotNull(type).Schema) : null;

    private static JsonObject Wrapper(JsonObject schema) =>
        Schemas.Of("object").With("properties", new JsonObject().With("result", schema)).With("required", new object[] { "result" });

    private static bool Contains(object? types, string type) => types is object[] all ? all.Contains(type) : Equals(types, type);
}
