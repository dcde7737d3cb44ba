using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace LambdaMcp.Gateway.Validation.Values;

/// <summary>The property names that a keyword knows, to be found from a property without making a string of its name.</summary>
internal sealed class NameTable
{
    private readonly byte[][] _names;
    private readonly int[] _firstWithHash;
    private readonly int[] _nextWithHash;

    public NameTable(IReadOnlyList<string> names)
    {
        Names = names;
        _names = new byte[names.Count][];
        _firstWithHash = new int[Math.Max(1, (int)BitOperations.RoundUpToPowerOf2((uint)names.Count * 2))];
        _nextWithHash = new int[names.Count];
        for (var i = 0; i < names.Count; i++)
        {
            _names[i] = Encoding.UTF8.GetBytes(names[i]);
            ref var first = ref _firstWithHash[Slot(_names[i])];
            _nextWithHash[i] = first;
            first = i + 1;
        }
    }

    public IReadOnlyList<string> Names { get; }

    public int Count => _names.Length;

    /// <summary>The position of the property's name among the names, or -1.</summary>
    public int Find(JsonProperty property)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        return JsonText.HasEscapes(raw) ? Find(Encoding.UTF8.GetBytes(JsonText.NameOf(property))) : Find(raw);
    }

    private int Find(ReadOnlySpan<byte> name)
    {
        for (var next = _firstWithHash[Slot(name)]; next != 0; next = _nextWithHash[next - 1])
        {
            if (name.SequenceEqual(_names[next - 1]))
                return next - 1;
        }

        return -1;
    }

    private int Slot(ReadOnlySpan<byte> name)
    {
        var hash = 2166136261u;
        foreach (var b in name)
            hash = (hash ^ b) * 16777619;
        return (int)(hash & (uint)(_firstWithHash.Length - 1));
    }
}
