using LambdaMcp.Tools.Generator.Descriptions;
using LambdaMcp.Tools.Generator.Diagnostics;
using LambdaMcp.Tools.Generator.Symbols;
using LambdaMcp.Tools.Generator.Types;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Methods;

/// <summary>The parameters of a method: which are arguments, and what each is filled with.</summary>
internal sealed class Parameters
{
    private const string DefaultHandleArgument = "stateHandle";

    private const string HandleDescription =
        "Names the state that this tool keeps between calls. Leave it out to begin anew; to go on, pass the handle that an earlier result gave.";

    private readonly List<Argument> _arguments = [];
    private readonly List<string> _expressions = [];

    private Parameters()
    {
    }

    /// <summary>In the order of the parameters.</summary>
    public IReadOnlyList<Argument> Arguments => _arguments;

    /// <summary>The C# expressions of all parameters; arguments are locals <c>arg0</c>, <c>arg1</c> … of <see cref="Arguments"/>.</summary>
    public IReadOnlyList<string> Expressions => _expressions;

    public static Parameters Of(MethodScope scope)
    {
        var all = new Parameters();
        foreach (var parameter in scope.Method.Parameters)
        {
            try
            {
                all.Add(scope, parameter);
            }
            catch (UnsupportedTypeException exception)
            {
                scope.Findings.Add(Rules.ParameterType, parameter, parameter.Name, scope.Method.Shown(), exception.Message);
            }
        }
        return all;
    }

    private void Add(MethodScope scope, IParameterSymbol parameter)
    {
        if (Services.OfMethod(parameter) is { } service)
        {
            _expressions.Add(parameter.Type.IsValueType || service.StartsWith("call.", StringComparison.Ordinal) ? service : service + "!");
            if (service == "call.State" && scope.Role == MethodRole.Tool)
                AddHandle(parameter.Type);
            return;
        }
        _expressions.Add($"arg{_arguments.Count}");
        _arguments.Add(Read(scope, parameter));
    }

    private static Argument Read(MethodScope scope, IParameterSymbol parameter)
    {
        var code = new InputTypes(scope.Types).Of(parameter.Type, parameter.GetAttributes());
        var isJson = scope.Role == MethodRole.Tool;
        if (scope.Role == MethodRole.Resource && !IsScalar(code))
            throw new UnsupportedTypeException("variables of a URI template are text; take a string, number, date or the like");

        var description = Description.OfParameter(parameter);
        var schema = code.Schema.Copy().With("description", description).With("default", DefaultValues.Json(parameter));
        if (parameter.Attribute("ModelContextProtocol.Server.McpHeaderAttribute")?.Given(0) is string header)
            schema["x-mcp-header"] = header;

        var type = parameter.Type.Code();
        var lambda = isJson || code.IsText ? code.Lambda : $"static v => global::LambdaMcp.Tools.Generated.TextArguments.Parse<{type}>(v, {code.Lambda})";
        var name = Literals.Text(parameter.Name);
        var reading = parameter.HasExplicitDefaultValue
            ? $"global::LambdaMcp.Tools.Generated.JsonMember.Optional<{type}>(arguments, {name}, {lambda}, {Literals.Code(parameter.ExplicitDefaultValue, parameter.Type)})"
            : $"global::LambdaMcp.Tools.Generated.JsonMember.Required<{type}>(arguments, {name}, {lambda})";
        return new(parameter.Name, description, schema, !parameter.HasExplicitDefaultValue, reading);
    }

    /// <summary>Adds the argument that names a state for clients without sessions, which the server reads.</summary>
    private void AddHandle(ITypeSymbol state)
    {
        var name = (state.GetMembers("HandleArgument").FirstOrDefault() as IFieldSymbol)?.ConstantValue as string ?? DefaultHandleArgument;
        if (!_arguments.Exists(argument => argument.Name == name))
            _arguments.Add(new(name, HandleDescription, Schemas.Of("string").With("description", HandleDescription), IsRequired: false, Reading: null));
    }

    private static bool IsScalar(ReadCode code) =>
        code.IsText || (code.Schema["type"] as object[] ?? [code.Schema["type"] ?? ""]).All(type => type is "integer" or "number" or "boolean" or "string" or "null");
}
