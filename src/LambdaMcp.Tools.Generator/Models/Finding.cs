using LambdaMcp.Tools.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Models;

/// <summary>A diagnostic to be reported.</summary>
/// <param name="Id">One of <see cref="Rules"/>.</param>
/// <param name="Place">Where; null when it is in no file.</param>
/// <param name="Texts">What fills the message.</param>
internal sealed record Finding(string Id, SourcePlace? Place, EquatableArray<string> Texts)
{
    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Rules.Of(Id), Place?.ToLocation() ?? Location.None, [.. Texts.Items.Cast<object>()]);
}
