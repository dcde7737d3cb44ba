namespace LambdaMcp.Local.Templates;

/// <summary>Where in a template something stands; lines count from 1.</summary>
internal sealed record TemplatePosition(string File, int Line)
{
    public override string ToString() => $"{File}:{Line}";
}
