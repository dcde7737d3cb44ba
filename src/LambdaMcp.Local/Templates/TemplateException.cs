namespace LambdaMcp.Local.Templates;

/// <summary>A template that cannot be run as it stands. The message names file, line and reason.</summary>
internal sealed class TemplateException(TemplatePosition position, string reason) : Exception($"{position}: {reason}")
{
    public TemplatePosition Position { get; } = position;

    public string Reason { get; } = reason;
}
