using System.Buffers;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Http;

/// <summary>Values that HTTP headers repeat from the body (MCP 2026-07-28, "Value Encoding").</summary>
internal static class HeaderText
{
    private const string EncodedStart = "=?base64?";
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "\t !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>A header's value as it was sent, without white space around it; null when the request has no such header.</summary>
    /// <exception cref="RequestRejectedException">The header was sent more than once.</exception>
    public static string? Find(HttpRequest request, string name)
    {
        var values = request.Headers[name];
        return values.Count switch
        {
            0 => null,
            1 => values[0]?.Trim(' ', '\t') ?? "",
            _ => throw new RequestRejectedException(RequestRejection.HeaderMismatch, $"{name} was sent {values.Count} times."),
        };
    }

    /// <summary>All headers as they were sent; values of one name are joined by commas.</summary>
    public static IEnumerable<KeyValuePair<string, string>> All(HttpRequest request) =>
        request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()));

    /// <summary>The text that a value stands for; null when it has characters that it may not have, or its base64 is none.</summary>
    public static string? Decode(string value)
    {
        if (value.AsSpan().IndexOfAnyExcept(Plain) >= 0)
            return null;
        return value.StartsWith(EncodedStart, StringComparison.Ordinal) ? McpHeaderEncoder.DecodeValue(value) : value;
    }
}
