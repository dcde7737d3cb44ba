namespace LambdaMcp.Tools.Generator.Methods;

/// <summary>What an attribute makes of a method.</summary>
/// <param name="Word">For people: tool, prompt or resource.</param>
/// <param name="Attribute">The attribute of the method.</param>
/// <param name="TypeAttribute">The attribute that its type must have.</param>
internal sealed record MethodRole(string Word, string Attribute, string TypeAttribute)
{
    private const string Namespace = "ModelContextProtocol.Server.";

    public static readonly MethodRole Tool = new("tool", Namespace + "McpServerToolAttribute", Namespace + "McpServerToolTypeAttribute");
    public static readonly MethodRole Prompt = new("prompt", Namespace + "McpServerPromptAttribute", Namespace + "McpServerPromptTypeAttribute");
    public static readonly MethodRole Resource = new("resource", Namespace + "McpServerResourceAttribute", Namespace + "McpServerResourceTypeAttribute");
}
