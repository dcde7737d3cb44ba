using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Events;

/// <summary>The request's headers.</summary>
internal static class EventHeaders
{
    /// <summary>Takes the form with all values where the event has it.</summary>
    public static IHeaderDictionary Read(ReadOnlySpan<byte> single, ReadOnlySpan<byte> multiple, ReadOnlySpan<byte> cookies)
    {
        IHeaderDictionary headers = new HeaderDictionary(32);
        if (EventJson.EnterPart(multiple, out Utf8JsonReader reader))
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadValues(headers, reader.GetString()!, ref reader);
        }
        else if (EventJson.EnterPart(single, out reader))
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                if (EventJson.ReadString(ref reader) is { } value)
                    headers[name] = value;
            }
        }

        if (ReadCookies(cookies) is { } cookie)
            headers.Cookie = cookie;
        return headers;
    }

    private static void ReadValues(IHeaderDictionary headers, string name, ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        StringValues values = default;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
                values = StringValues.Concat(values, reader.GetString());
        }

        if (values.Count > 0)
            headers[name] = values;
    }

    private static string? ReadCookies(ReadOnlySpan<byte> part)
    {
        Utf8JsonReader reader = new(part);
        if (part.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            return null;
        string? joined = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            joined = joined is null ? reader.GetString() : $"{joined}; {reader.GetString()}";
        return joined;
    }
}
