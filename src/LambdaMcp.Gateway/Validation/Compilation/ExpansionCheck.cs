namespace LambdaMcp.Gateway.Validation.Compilation;

/// <summary>
/// Counts how many subschemas apply to one value when a schema does. Finds references that come back to themselves without
/// descending into the value, and schemas that double at every step.
/// </summary>
internal sealed class ExpansionCheck(FaultList faults, JsonSchemaOptions options)
{
    private const int LongestChain = 256;
    private readonly Dictionary<SchemaNode, (long Size, int Height)> _known = [];
    private readonly HashSet<SchemaNode> _open = [];

    public void Check(IEnumerable<SchemaNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (Measure(node).Size > options.MaxExpansion)
            {
                // One fault is enough: whatever contains this node is too large as well.
                faults.Add(node.Path, $"applies more than {options.MaxExpansion} subschemas to one value; reference fewer of them");
                return;
            }

            if (faults.Any)
                return;
        }
    }

    private (long Size, int Height) Measure(SchemaNode node)
    {
        if (_known.TryGetValue(node, out var known))
            return known;
        if (!_open.Add(node))
        {
            faults.Add(node.Path, "refers back to itself without descending into the value, which never ends");
            return (1, 1);
        }

        var (size, height) = (1L, 1);
        if (_open.Count > LongestChain)
        {
            faults.Add(node.Path, $"is at the end of a chain of more than {LongestChain} references; shorten it");
        }
        else
        {
            foreach (var keyword in node.Keywords)
            {
                foreach (var next in keyword.InPlace)
                {
                    if (faults.Any)
                        break;
                    var inner = Measure(next);
                    size = Math.Min(size + inner.Size, int.MaxValue);
                    height = Math.Max(height, inner.Height + 1);
                }
            }
        }

        if (height > LongestChain && !faults.Any)
            faults.Add(node.Path, $"begins a chain of more than {LongestChain} references; shorten it");
        _open.Remove(node);
        return _known[node] = (size, height);
    }
}
