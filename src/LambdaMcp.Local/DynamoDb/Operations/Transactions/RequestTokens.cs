using System.Security.Cryptography;
using System.Text;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Transactions;

/// <summary>Remembers for ten minutes which transactions succeeded, so that one sent again changes nothing.</summary>
internal sealed class RequestTokens(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, (string Digest, DateTimeOffset Until)> _tokens = new(StringComparer.Ordinal);

    /// <summary>True when the transaction was done before.</summary>
    /// <exception cref="DynamoDbException">The token was used for another request.</exception>
    public bool Contains(JsonInput request)
    {
        if (request.Text("ClientRequestToken") is not { } token)
            return false;

        var digest = Digest(request);
        lock (_tokens)
        {
            var now = time.GetUtcNow();
            foreach (var expired in _tokens.Where(entry => entry.Value.Until <= now).Select(static entry => entry.Key).ToArray())
                _tokens.Remove(expired);
            if (!_tokens.TryGetValue(token, out var known))
                return false;
            return known.Digest == digest ? true : throw DynamoDbException.IdempotencyMismatch();
        }
    }

    public void Add(JsonInput request)
    {
        if (request.Text("ClientRequestToken") is not { } token)
            return;
        lock (_tokens)
            _tokens[token] = (Digest(request), time.GetUtcNow() + Lifetime);
    }

    private static string Digest(JsonInput request) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(request.Raw("TransactItems"))));
}
