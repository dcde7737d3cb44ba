using System.Text.Json;

namespace LambdaMcp.Gateway.Validation.Evaluation;

/// <summary>Which properties or items of one value some keyword has looked at, by position.</summary>
internal sealed class EvaluatedSet
{
    private ulong[] _bits = [];
    private int _words;
    private bool _all;

    public void Reset(JsonElement value)
    {
        var count = value.ValueKind == JsonValueKind.Object ? value.GetPropertyCount() : value.GetArrayLength();
        _words = (count + 63) / 64;
        _all = false;
        if (_bits.Length < _words)
            _bits = new ulong[_words];
        else
            Array.Clear(_bits, 0, _words);
    }

    public bool Contains(int position) => _all || (_bits[position >> 6] & (1UL << (position & 63))) != 0;

    public void Add(int position) => _bits[position >> 6] |= 1UL << (position & 63);

    public void AddAll() => _all = true;

    public void AddRange(EvaluatedSet other)
    {
        _all |= other._all;
        for (var i = 0; i < _words; i++)
            _bits[i] |= other._bits[i];
    }
}
