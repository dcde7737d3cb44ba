using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LambdaMcp.Tools.Generator.Descriptions;

/// <summary>
/// The XML documentation of a symbol. In source it is read from the comments themselves: without GenerateDocumentationFile the compiler takes them for
/// ordinary ones.
/// </summary>
internal static class DocumentationSource
{
    public static XElement? Of(ISymbol symbol)
    {
        var parts = symbol.DeclaringSyntaxReferences.Select(reference => Comment(reference.GetSyntax())).Where(text => text.Length > 0).ToList();
        var isSource = symbol.DeclaringSyntaxReferences.Length > 0;
        var xml = isSource ? $"<member>{string.Join("\n", parts)}</member>" : symbol.GetDocumentationCommentXml() ?? "";
        try
        {
            return xml.Length == 0 ? null : XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string Comment(SyntaxNode node)
    {
        var declaration = node is VariableDeclaratorSyntax ? node.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? node : node;
        var lines = new List<string>();
        foreach (var trivia in declaration.GetLeadingTrivia())
        {
            var text = trivia.ToFullString();
            if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia))
                lines.AddRange(text.Split('\n').Select(line => line.Trim()).Where(IsDocumentation).Select(line => line.Substring(3)));
            else if (text.Length > 5 && text.StartsWith("/**", StringComparison.Ordinal))
                lines.AddRange(text.Substring(3, text.Length - 5).Split('\n').Select(line => line.Trim().TrimStart('*')));
        }
        return string.Join("\n", lines);
    }

    private static bool IsDocumentation(string line) =>
        line.StartsWith("///", StringComparison.Ordinal) && !line.StartsWith("////", StringComparison.Ordinal);
}
