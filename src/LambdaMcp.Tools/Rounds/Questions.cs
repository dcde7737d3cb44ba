using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModelContextProtocol;

namespace LambdaMcp.Tools.Rounds;

/// <summary>
/// What a method asks the client over the rounds of one call. It runs again from its start in each of them: what it asks first is question 1, and
/// so on, and a question whose answer is known is answered at once. What is to be known in the next round goes into the round's state.
/// </summary>
internal sealed class Questions
{
    private const int DigestBytes = 8;

    private readonly Lock _lock = new();
    private readonly List<(string Digest, JsonElement Answer)> _asked = [];
    private readonly Dictionary<string, JsonElement> _kept = new(StringComparer.Ordinal);
    private readonly List<(string Key, string Method, JsonElement Params)> _open = [];
    private int _count;
    private bool _isBroken;

    /// <param name="state">The state of the round before; null in the first round.</param>
    /// <param name="responses">The client's answers to it.</param>
    /// <exception cref="JsonException">The state is none of ours.</exception>
    public Questions(string? state, JsonElement responses)
    {
        // Answers without a state are answers to nothing that was asked.
        if (state is null)
            return;
        using var json = JsonDocument.Parse(state);
        var root = json.RootElement.Clone();
        foreach (var question in root.GetProperty("asked"u8).EnumerateArray())
        {
            var answer = question.TryGetProperty("answer"u8, out var known) ? known
                : responses.ValueKind == JsonValueKind.Object && responses.TryGetProperty(KeyOf(_asked.Count + 1), out var given) ? given
                : default;
            _asked.Add((question.GetProperty("question"u8).GetString()!, answer));
        }

        foreach (var kept in root.GetProperty("kept"u8).EnumerateObject())
            _kept[kept.Name] = kept.Value;
    }

    /// <summary>Whether the client must be asked before the method can go on.</summary>
    public bool AreOpen
    {
        get
        {
            lock (_lock)
                return _open.Count > 0 && !_isBroken;
        }
    }

    /// <summary>The client's answer: its <c>result</c>.</summary>
    /// <exception cref="InputNeededException">It is not known yet.</exception>
    /// <exception cref="McpException">Another question was asked at this place in the round before.</exception>
    public JsonElement Ask(string method, JsonElement parameters)
    {
        var digest = DigestOf(method, parameters);
        lock (_lock)
        {
            var number = ++_count;
            if (number > _asked.Count)
                _asked.Add((digest, default));
            var (asked, answer) = _asked[number - 1];
            if (asked != digest)
            {
                _isBroken = true;
                throw new McpException(
                    $"Question {number} is another one than in the round before. A method that asks runs again from its start with the answers, and must come to the same questions in the same order: what changes from run to run has to be remembered.");
            }

            if (answer.ValueKind == JsonValueKind.Object)
                return answer;
            _open.Add((KeyOf(number), method, parameters));
            throw new InputNeededException();
        }
    }

    /// <summary>What an earlier round kept under a key.</summary>
    public bool TryRecall(string key, out JsonElement value)
    {
        lock (_lock)
            return _kept.TryGetValue(key, out value);
    }

    public void Keep(string key, JsonElement value)
    {
        lock (_lock)
            _kept[key] = value;
    }

    /// <summary>Writes the result that asks the client (MCP 2026-07-28, "Multi Round-Trip Requests").</summary>
    public void WriteResult(Utf8JsonWriter writer)
    {
        lock (_lock)
        {
            writer.WriteStartObject();
            writer.WriteString("resultType"u8, "input_required"u8);
            writer.WriteStartObject("inputRequests"u8);
            foreach (var (key, method, parameters) in _open)
            {
                writer.WriteStartObject(key);
                writer.WriteString("method"u8, method);
                if (parameters.ValueKind != JsonValueKind.Undefined)
                {
                    writer.WritePropertyName("params"u8);
                    parameters.WriteTo(writer);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteString("requestState"u8, State());
            writer.WriteEndObject();
        }
    }

    private string State()
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("asked"u8);
            foreach (var (digest, answer) in _asked)
            {
                writer.WriteStartObject();
                writer.WriteString("question"u8, digest);
                if (answer.ValueKind == JsonValueKind.Object)
                {
                    writer.WritePropertyName("answer"u8);
                    answer.WriteTo(writer);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartObject("kept"u8);
            foreach (var (key, value) in _kept)
            {
                writer.WritePropertyName(key);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.GetBuffer().AsSpan(0, (int)json.Length));
    }

    private static string KeyOf(int number) => $"question-{number}";

    private static string DigestOf(string method, JsonElement parameters) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        parameters.ValueKind == JsonValueKind.Undefined ? method : $"{method} {parameters.GetRawText()}"))[..DigestBytes]);
}
