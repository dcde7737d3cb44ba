using System.Text.Json;

namespace LambdaMcp.StdioBridge.Settings;

/// <summary>What the answers to failures call a server.</summary>
/// <param name="Id">Its id in the list that it was deployed from, or the function's name.</param>
/// <param name="Name">Its name for people.</param>
internal sealed record ServerLabel(string Id, string Name)
{
    /// <summary>Writes the <c>data</c> of an error.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("server_id"u8, Id);
        writer.WriteString("server_name"u8, Name);
        writer.WriteEndObject();
    }
}
