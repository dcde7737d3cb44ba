using System.Text;
using LambdaMcp.Tools.Generator.Json;
using LambdaMcp.Tools.Generator.Models;
using LambdaMcp.Tools.Generator.Symbols;

namespace LambdaMcp.Tools.Generator.Methods;

/// <summary>The statements that serve a call.</summary>
internal static class MethodBody
{
    public static MethodModel Model(
        MethodScope scope, string kind, string key, JsonObject definition, Parameters parameters, Instance instance, string result) =>
        new(kind, key, definition.ToString(), Body(scope, parameters, instance, result), scope.Types.Codes, scope.Method.Shown());

    private static string Body(MethodScope scope, Parameters parameters, Instance instance, string result)
    {
        var body = new StringBuilder();
        if (scope.Role == MethodRole.Resource)
        {
            if (parameters.Arguments.Count > 0)
                body.AppendLine("var arguments = global::LambdaMcp.Tools.Generated.TextArguments.Of(call.Variables);");
        }
        else
        {
            var names = parameters.Arguments.Select(argument => Literals.Text(argument.Name));
            body.AppendLine("var arguments = call.Arguments;");
            body.AppendLine($"global::LambdaMcp.Tools.Generated.JsonMember.Only(arguments, [{string.Join(", ", names)}]);");
        }
        for (var at = 0; at < parameters.Arguments.Count; at++)
        {
            if (parameters.Arguments[at].Reading is { } reading)
                body.AppendLine($"var arg{at} = {reading};");
        }
        if (instance.Making.Length > 0)
            body.AppendLine(instance.Making);

        var calling = Calling(scope, parameters, instance, result);
        if (instance.Ending is null)
            return body.Append(calling).ToString();
        return body.AppendLine("try").AppendLine("{").AppendLine(Indent(calling)).AppendLine("}").AppendLine("finally").AppendLine("{")
            .AppendLine(Indent(instance.Ending)).Append('}').ToString();
    }

    public static string Indent(string code) => "    " + code.Replace("\r", "").Replace("\n", "\n    ");

    private static string Calling(MethodScope scope, Parameters parameters, Instance instance, string result)
    {
        var returned = ReturnType.Of(scope.Method);
        var call = $"{(returned.IsAwaited ? "await " : "")}{instance.Target}.@{scope.Method.Name}({string.Join(", ", parameters.Expressions)})";
        return returned.Type is null ? $"{call};\nreturn {result};" : $"var result = {call};\nreturn {result};";
    }
}
