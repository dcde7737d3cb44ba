using System.Xml.Linq;
using LambdaMcp.Tools.Generator.Symbols;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Descriptions;

/// <summary>What is said about methods, parameters and properties: <c>[Description]</c>, else their XML documentation.</summary>
internal static class Description
{
    private const string AttributeName = "System.ComponentModel.DescriptionAttribute";

    /// <summary>Of a type, method, property or enum member: its summary.</summary>
    public static string? Of(ISymbol symbol) => Attributed(symbol) ?? PlainText.Of(DocumentationSource.Of(symbol)?.Element("summary"));

    /// <summary>Of a parameter: the <c>param</c> of its method; of a record's, that of the record.</summary>
    public static string? OfParameter(IParameterSymbol parameter)
    {
        if (Attributed(parameter) is { } text)
            return text;
        var documented = Param(parameter.ContainingSymbol, parameter.Name);
        if (documented is null && parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } made)
            documented = Param(made.ContainingType, parameter.Name);
        return PlainText.Of(documented);
    }

    /// <summary>Of what a method returns.</summary>
    public static string? OfReturn(IMethodSymbol method) =>
        method.GetReturnTypeAttributes().Named(AttributeName)?.Given(0) as string ?? PlainText.Of(DocumentationSource.Of(method)?.Element("returns"));

    private static string? Attributed(ISymbol symbol) => symbol.Attribute(AttributeName)?.Given(0) as string is { Length: > 0 } text ? text : null;

    private static XElement? Param(ISymbol of, string name) =>
        DocumentationSource.Of(of)?.Elements("param").FirstOrDefault(param => (string?)param.Attribute("name") == name);
}
