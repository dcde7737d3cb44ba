using System.Text.Json;
using LambdaMcp.Auth.Tokens.Stored;

namespace LambdaMcp.Auth.Tests.Tokens.Stored;

/// <summary>A table in memory that counts how often it is asked, and can be down.</summary>
internal sealed class ItemTable
{
    private readonly Dictionary<string, string> _items = [];

    public List<string> Reads { get; } = [];

    public bool IsDown { get; set; }

    /// <summary>Holds every read back until it is set.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public void Put(StoredToken token) => _items[token.Id] = StoredTokenJson.Write(token);

    public void Put(string id, string json) => _items[id] = json;

    public async Task<JsonElement?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        Reads.Add(id);
        await Gate;
        if (IsDown)
            throw new HttpRequestException("unreachable");
        return _items.TryGetValue(id, out var json) ? JsonDocument.Parse(json).RootElement : null;
    }
}
