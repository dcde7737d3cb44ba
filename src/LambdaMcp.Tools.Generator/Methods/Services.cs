using LambdaMcp.Tools.Generator.Symbols;
using LambdaMcp.Tools.Generator.Types;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LambdaMcp.Tools.Generator.Methods;

/// <summary>The expressions that fill parameters from the call or its services.</summary>
internal static class Services
{
    private const string Extensions = "global::Microsoft.Extensions.DependencyInjection.ServiceProvider";

    /// <summary>Null when the parameter is an argument.</summary>
    /// <exception cref="UnsupportedTypeException">It is neither.</exception>
    public static string? OfMethod(IParameterSymbol parameter)
    {
        var type = parameter.Type;
        if (Keyed(parameter) is { } keyed)
            return keyed;
        switch (type.FullName())
        {
            case "System.Threading.CancellationToken": return "cancel";
            case "LambdaMcp.Tools.ToolContext": return "call.Context";
            case "LambdaMcp.Tools.State.SessionState": return "call.State";
            case "System.IServiceProvider": return "call.Services";
            case "System.IProgress" when ((INamedTypeSymbol)type).TypeArguments.Single().FullName() == "ModelContextProtocol.ProgressNotificationValue": return "call.Progress";
            case "System.Collections.Generic.IAsyncEnumerable": throw new UnsupportedTypeException("arguments are not streamed; take a list");
        }
        return type.TypeKind == TypeKind.Interface && Collections.Readable(type) is null && Collections.ReadableDictionary(type) is null ? Service(parameter) : null;
    }

    /// <exception cref="UnsupportedTypeException">No service can be of its type.</exception>
    public static string OfConstructor(IParameterSymbol parameter)
    {
        if (Keyed(parameter) is { } keyed)
            return keyed;
        if (parameter.Type.FullName() == "System.IServiceProvider")
            return "call.Services";
        if (!parameter.Type.IsValueType)
            return Service(parameter);
        return parameter.HasExplicitDefaultValue
            ? Literals.Code(parameter.ExplicitDefaultValue, parameter.Type)
            : throw new UnsupportedTypeException($"parameter '{parameter.Name}' of its constructor is no service");
    }

    private static string? Keyed(IParameterSymbol parameter)
    {
        if (parameter.Attribute("Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute") is not { ConstructorArguments.Length: > 0 } attribute)
            return null;
        var key = attribute.ConstructorArguments[0];
        var code = key switch
        {
            { IsNull: true } => "null",
            { Value: string text } => Literals.Text(text),
            { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } => $"typeof({type.PlainCode()})",
            { Type: { } type } => Literals.Code(key.Value, type),
            _ => key.ToCSharpString(),
        };
        return $"{Extensions}KeyedServiceExtensions.Get{Required(parameter)}KeyedService<{parameter.Type.PlainCode()}>(call.Services, {code})";
    }

    private static string Service(IParameterSymbol parameter) =>
        $"{Extensions}ServiceExtensions.Get{Required(parameter)}Service<{parameter.Type.PlainCode()}>(call.Services)";

    private static string Required(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue || parameter.Type.IsNullableReference() ? "" : "Required";
}
