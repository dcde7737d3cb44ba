using System.Text.Json.Nodes;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Servers.Generation;

/// <summary>Texts of others in a template.</summary>
internal static class TemplateText
{
    /// <summary>A text as it is. What JSON puts between quotation marks, YAML reads alike.</summary>
    public static string Quoted(string text) => JsonText.Of(JsonValue.Create(text), indented: false);

    /// <summary>A path between quotation marks in a Makefile's command.</summary>
    public static string InMakefile(string path) => path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal).Replace("$", "\\$$", StringComparison.Ordinal);

    /// <summary>A text in which pseudo parameters are replaced when the stack is deployed.</summary>
    public static string Substituted(string text) => text.Contains("${", StringComparison.Ordinal) ? $"!Sub {Quoted(text)}" : Quoted(text);
}
