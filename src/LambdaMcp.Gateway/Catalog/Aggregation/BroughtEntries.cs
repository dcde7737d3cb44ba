using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Catalog.Aggregation;

/// <summary>What an aggregated function brings, as if each entry were registered by itself.</summary>
/// <param name="registrations">The entries.</param>
/// <param name="leftOut">What the function lists besides, and why clients do not see it.</param>
internal sealed class BroughtEntries(IReadOnlyList<Registration> registrations, IReadOnlyList<LeftOutEntry> leftOut)
{
    public static BroughtEntries None { get; } = new([], []);

    public IReadOnlyList<Registration> Registrations => registrations;

    public IReadOnlyList<LeftOutEntry> LeftOut => leftOut;
}
