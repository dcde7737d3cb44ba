using LambdaMcp.Tools.Generator.Diagnostics;
using LambdaMcp.Tools.Generator.Json;
using LambdaMcp.Tools.Generator.Symbols;

namespace LambdaMcp.Tools.Generator.Methods;

/// <summary>What the definitions of tools, prompts and resources have in common.</summary>
internal static class Definitions
{
    public static object[]? Icons(MethodScope scope) =>
        scope.Attribute.SetText("IconSource") is { } source ? [new JsonObject().With("src", source)] : null;

    /// <summary>The <c>_meta</c> that <c>[McpMeta]</c> attributes make; of two with one name the first counts.</summary>
    public static JsonObject? Meta(MethodScope scope)
    {
        var meta = new JsonObject();
        foreach (var attribute in scope.Method.GetAttributes().Where(one => one.AttributeClass?.FullName() == "ModelContextProtocol.Server.McpMetaAttribute"))
        {
            if (attribute.Given(0) is not string name || meta.Has(name))
                continue;
            if (attribute.Set("JsonValue") is not string json)
                meta[name] = Literals.Json(attribute.Given(1));
            else if (JsonCheck.IsJson(json))
                meta[name] = new RawJson(json);
            else
                scope.Findings.Add(Rules.Meta, scope.Method, name);
        }
        return meta.IsEmpty ? null : meta;
    }

    public static void WarnOfSilence(MethodScope scope, string name, bool isDescribed, IEnumerable<Argument> arguments)
    {
        if (!isDescribed)
            scope.Findings.Add(Rules.NoDescription, scope.Method, scope.Role.Word, name);
        foreach (var argument in arguments.Where(argument => argument.Description is null && !argument.Schema.Has("description")))
            scope.Findings.Add(Rules.NoArgumentDescription, scope.Method, argument.Name, scope.Method.Shown());
    }
}
