using System.Text.Json.Serialization;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>An HTTP response for an HTTP API or a function URL.</summary>
public class APIGatewayHttpApiV2ProxyResponse
{
    /// <summary>The status.</summary>
    [JsonPropertyName("statusCode")]
    public int StatusCode { get; set; }

    /// <summary>The headers; several values are joined by commas.</summary>
    [JsonPropertyName("headers")]
    public IDictionary<string, string>? Headers { get; set; }

    /// <summary>The values of <c>Set-Cookie</c>.</summary>
    [JsonPropertyName("cookies")]
    public string[]? Cookies { get; set; }

    /// <summary>The body; base64 where <see cref="IsBase64Encoded"/> says so.</summary>
    [JsonPropertyName("body")]
    public string? Body { get; set; }

    /// <summary>Whether the body is base64.</summary>
    [JsonPropertyName("isBase64Encoded")]
    public bool IsBase64Encoded { get; set; }

    /// <summary>Sets or extends a header.</summary>
    /// <param name="headerName">The header's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="append">Whether values that are there stay.</param>
    public void SetHeaderValues(string headerName, string value, bool append) => SetHeaderValues(headerName, [value], append);

    /// <summary>Sets or extends a header.</summary>
    /// <param name="headerName">The header's name.</param>
    /// <param name="values">The values.</param>
    /// <param name="append">Whether values that are there stay.</param>
    public void SetHeaderValues(string headerName, IEnumerable<string> values, bool append)
    {
        Headers ??= new Dictionary<string, string>();
        string joined = string.Join(',', values);
        Headers[headerName] = append && Headers.TryGetValue(headerName, out string? present) ? $"{present},{joined}" : joined;
    }
}
