using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>
/// What a server asked in one call, in order, and what the client answered. Where the call begins anew, the server asks again, and is given the answers as
/// long as it asks the same.
/// </summary>
internal sealed class AskedQuestions
{
    private const int DigestBytes = 16;

    private readonly List<(string Digest, JsonElement Answer)> _questions = [];
    private int _count;

    /// <summary>Adds a question of an earlier run of the call.</summary>
    public void Recall(string digest, JsonElement answer) => _questions.Add((digest, answer));

    /// <summary>The same questions and answers, for a call that begins anew.</summary>
    public AskedQuestions Again()
    {
        var again = new AskedQuestions();
        again._questions.AddRange(_questions);
        return again;
    }

    /// <summary>Takes the server's next question.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="parameters">Its <c>params</c>.</param>
    /// <param name="key">What the client's answer goes by.</param>
    /// <returns>The answer if it is known, else undefined.</returns>
    public JsonElement Take(string method, JsonElement parameters, out string key)
    {
        var digest = DigestOf(method, parameters);
        if (_count < _questions.Count && _questions[_count].Digest != digest)
            _questions.RemoveRange(_count, _questions.Count - _count);
        if (_count == _questions.Count)
            _questions.Add((digest, default));
        key = KeyOf(_count);
        return _questions[_count++].Answer;
    }

    /// <summary>Takes the client's answers to what it has not answered yet.</summary>
    public void Fill(JsonElement responses)
    {
        if (responses.ValueKind != JsonValueKind.Object)
            return;
        for (var i = 0; i < _questions.Count; i++)
        {
            if (_questions[i].Answer.ValueKind != JsonValueKind.Object && responses.TryGetProperty(KeyOf(i), out var answer) && answer.ValueKind == JsonValueKind.Object)
                _questions[i] = _questions[i] with { Answer = answer.Clone() };
        }
    }

    /// <summary>The answer that goes by a key; undefined while there is none.</summary>
    public JsonElement AnswerTo(string key)
    {
        for (var i = 0; i < _questions.Count; i++)
        {
            if (KeyOf(i) == key)
                return _questions[i].Answer;
        }

        return default;
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("asked"u8);
        foreach (var (digest, answer) in _questions)
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
    }

    private static string KeyOf(int index) => string.Create(CultureInfo.InvariantCulture, $"question-{index + 1}");

    private static string DigestOf(string method, JsonElement parameters)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        CanonicalHash.Add(hash, method);
        CallDigest.AddMembers(hash, parameters);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, DigestBytes));
    }
}
