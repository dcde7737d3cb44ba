namespace LambdaMcp.Local.Templates;

/// <summary>A value of a template, with the place it was written at.</summary>
internal abstract record TemplateValue(TemplatePosition Position)
{
    /// <summary>What the value is, for messages.</summary>
    public abstract string Kind { get; }

    /// <summary>This value as text.</summary>
    /// <exception cref="TemplateException">It is a list or a map.</exception>
    public string AsText(string what) =>
        this is TemplateText text ? text.Text : throw new TemplateException(Position, $"{what} must be text, not {Kind}");

    /// <summary>This value as a list; text stands for a list of one.</summary>
    /// <exception cref="TemplateException">It is a map.</exception>
    public IReadOnlyList<TemplateValue> AsList(string what) => this switch
    {
        TemplateList list => list.Items,
        TemplateText text => [text],
        _ => throw new TemplateException(Position, $"{what} must be a list, not {Kind}"),
    };

    /// <summary>This value as a map.</summary>
    /// <exception cref="TemplateException">It is not one.</exception>
    public TemplateMap AsMap(string what) =>
        this as TemplateMap ?? throw new TemplateException(Position, $"{what} must be a map, not {Kind}");
}
