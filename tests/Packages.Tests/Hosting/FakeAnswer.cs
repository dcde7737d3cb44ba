using System.Text;
using System.Text.Json.Nodes;

namespace Packages.Tests.Hosting;

/// <summary>What a function handed in.</summary>
internal sealed record FakeAnswer(
    bool IsError, byte[] Body, IReadOnlyDictionary<string, string> Headers, IReadOnlyDictionary<string, string> Trailers)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    /// <summary>The prelude of a streamed HTTP answer.</summary>
    public JsonObject Prelude => JsonNode.Parse(Body.AsSpan(0, Delimiter))!.AsObject();

    /// <summary>What follows the prelude.</summary>
    public byte[] Streamed => Body[(Delimiter + 8)..];

    private int Delimiter => Body.AsSpan().IndexOf(new byte[8]);
}
