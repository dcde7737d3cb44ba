using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Catalog.Aggregation;

/// <summary>What an aggregated function brings, as if each entry were registered by itself.</summary>
/// <param name="registrations">The entries.</param>
internal sealed class BroughtEntries(IReadOnlyList<Registration> registrations)
{
    public static BroughtEntries None { get; } = new([]);

    public IReadOnlyList<Registration> Registrations => registrations;

    /// <summary>The tools among them, made once.</summary>
    public IReadOnlyList<CatalogTool> Tools { get; } =
        [.. registrations.Where(registration => registration.Type == RegistrationType.Tool).Select(FunctionTool.From)];
}
