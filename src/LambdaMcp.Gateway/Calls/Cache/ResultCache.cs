using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace LambdaMcp.Gateway.Calls.Cache;

/// <summary>Answers in this process's memory; what was not asked for the longest time goes first.</summary>
/// <param name="capacity">How many bytes they may take together.</param>
/// <param name="time">Tells how old they are.</param>
internal sealed class ResultCache(int capacity, TimeProvider time)
{
    // A parsed answer takes several times its text.
    private const int Overhead = 3;
    private const int Smallest = 512;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Kept>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Kept> _byUse = [];
    private long _used;

    /// <param name="key">What was asked.</param>
    /// <param name="answer">The answer, if it is there and may still be given.</param>
    /// <param name="age">How old it is.</param>
    public bool TryFind(string key, [NotNullWhen(true)] out FunctionAnswer? answer, out TimeSpan age)
    {
        (answer, age) = (null, default);
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry))
                return false;
            age = time.GetUtcNow() - entry.Value.Since;
            if (age >= entry.Value.Lifetime)
            {
                Remove(entry);
                return false;
            }

            _byUse.Remove(entry);
            _byUse.AddFirst(entry);
            answer = entry.Value.Answer;
            return true;
        }
    }

    /// <summary>Keeps an answer, unless it would take more than a quarter of all memory there is for them.</summary>
    public void Keep(string key, FunctionAnswer answer, TimeSpan lifetime)
    {
        var size = SizeOf(answer);
        if (size > capacity / 4)
            return;
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var old))
                Remove(old);
            while (_used + size > capacity)
                Remove(_byUse.Last!);
            _entries[key] = _byUse.AddFirst(new Kept(key, answer, size, time.GetUtcNow(), lifetime));
            _used += size;
        }
    }

    private void Remove(LinkedListNode<Kept> entry)
    {
        _byUse.Remove(entry);
        _entries.Remove(entry.Value.Key);
        _used -= entry.Value.Size;
    }

    private static long SizeOf(FunctionAnswer answer) =>
        Smallest + answer.Bytes.Length + (answer.Json.ValueKind == JsonValueKind.Undefined ? 0L : (long)JsonMarshal.GetRawUtf8Value(answer.Json).Length * Overhead);

    private sealed record Kept(string Key, FunctionAnswer Answer, long Size, DateTimeOffset Since, TimeSpan Lifetime);
}
