namespace LambdaMcp.Local.Templates;

/// <summary>A parameter of a template with its value; of a list, the items between commas.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsHidden">Whether the template says that the value is not to be shown (<c>NoEcho</c>).</param>
internal sealed record StackParameter(string Name, string Value, bool IsHidden);
