using System.Text;
using System.Text.Json;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Events;

/// <summary>The request's query, with its question mark.</summary>
internal static class EventQuery
{
    public static string OfText(string? text) => string.IsNullOrEmpty(text) ? "" : "?" + text;

    /// <summary>Encodes the parameters again, which REST APIs decode; takes the form with all values where the event has it.</summary>
    public static string Read(ReadOnlySpan<byte> single, ReadOnlySpan<byte> multiple)
    {
        if (!EventJson.EnterPart(multiple, out Utf8JsonReader reader) && !EventJson.EnterPart(single, out reader))
            return "";
        StringBuilder query = new();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = Uri.EscapeDataString(reader.GetString()!);
            reader.Read();
            bool isArray = reader.TokenType == JsonTokenType.StartArray;
            if (isArray)
                reader.Read();
            while (reader.TokenType == JsonTokenType.String)
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(reader.GetString()!));
                if (!isArray)
                    break;
                reader.Read();
            }
        }

        return query.ToString();
    }
}
