using System.Text.Json;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Events;

/// <summary>Steps through an event's members. Each starts at a member's name and ends at its value's last token.</summary>
internal static class EventJson
{
    /// <summary>Passes over the value and says where it stands.</summary>
    public static Range Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }

    /// <summary>The value if it is text, else null.</summary>
    public static string? ReadString(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        reader.Skip();
        return null;
    }

    public static bool ReadBoolean(ref Utf8JsonReader reader)
    {
        reader.Read();
        bool value = reader.TokenType == JsonTokenType.True;
        reader.Skip();
        return value;
    }

    /// <summary>Goes into the value if it is an object; passes over it, and says false, if it is not.</summary>
    public static bool Enter(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            return true;
        reader.Skip();
        return false;
    }

    /// <summary>Goes into a part of an event if it is an object.</summary>
    public static bool EnterPart(ReadOnlySpan<byte> part, out Utf8JsonReader reader)
    {
        reader = new Utf8JsonReader(part);
        return !part.IsEmpty && reader.Read() && reader.TokenType == JsonTokenType.StartObject;
    }
}
