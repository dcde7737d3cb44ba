namespace LambdaMcp.Local.Templates;

/// <summary>A sequence.</summary>
internal sealed record TemplateList(TemplatePosition Position, IReadOnlyList<TemplateValue> Items) : TemplateValue(Position)
{
    public override string Kind => "a list";
}
