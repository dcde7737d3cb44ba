using System.Text.Json;
using Amazon.Lambda.AspNetCoreServer.Hosting.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Responses;

/// <summary>The response's headers in the front door's form: lists for a REST API, joined values and cookies apart for an HTTP API.</summary>
internal static class AnswerHeaders
{
    public static void Write(Utf8JsonWriter writer, IHeaderDictionary headers, HttpEventKind kind, bool isStreamed)
    {
        bool cookiesApart = isStreamed || kind == HttpEventKind.HttpApi;
        writer.WriteStartObject(kind == HttpEventKind.RestApi ? "multiValueHeaders"u8 : "headers"u8);
        foreach ((string name, StringValues values) in headers)
        {
            if (IsForTheConnection(name, isStreamed) || (cookiesApart && IsSetCookie(name)))
                continue;
            writer.WritePropertyName(name);
            if (kind == HttpEventKind.RestApi)
                WriteArray(writer, values);
            else
                writer.WriteStringValue(values.Count == 1 ? values[0] : string.Join(',', values.AsEnumerable()));
        }

        writer.WriteEndObject();
        if (cookiesApart && headers.SetCookie is { Count: > 0 } cookies)
        {
            writer.WritePropertyName("cookies"u8);
            WriteArray(writer, cookies);
        }
    }

    /// <summary>What the front door decides: framing, and with a stream, whose length nobody knows, the length.</summary>
    private static bool IsForTheConnection(string name, bool isStreamed) =>
        name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Connection", StringComparison.OrdinalIgnoreCase)
        || (isStreamed && name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase));

    private static bool IsSetCookie(string name) => name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase);

    private static void WriteArray(Utf8JsonWriter writer, StringValues values)
    {
        writer.WriteStartArray();
        foreach (string? value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
