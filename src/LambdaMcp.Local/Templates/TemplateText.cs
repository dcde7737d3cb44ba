namespace LambdaMcp.Local.Templates;

/// <summary>A scalar. CloudFormation tells numbers and truth values from text only where a property is read, and so does this.</summary>
internal sealed record TemplateText(TemplatePosition Position, string Text) : TemplateValue(Position)
{
    public override string Kind => "text";
}
