using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Events;

/// <summary>Reads what an HTTP request needs from its event, in one pass that remembers where the larger parts stand.</summary>
internal ref struct HttpEventReader
{
    private string? _method;
    private string? _path;
    private string? _fullPath;
    private string? _route;
    private string? _rawQuery;
    private string? _stage;
    private string? _domain;
    private string? _sourceIp;
    private bool _isHttpApi;
    private bool _isBase64;
    private Range _headers;
    private Range _multiValueHeaders;
    private Range _query;
    private Range _multiValueQuery;
    private Range _pathParameters;
    private Range _cookies;
    private Range _authorizer;
    private Range _body;

    /// <exception cref="InvalidOperationException">The event is not an HTTP request.</exception>
    /// <exception cref="JsonException">The event is not JSON.</exception>
    public static HttpEvent Read(ReadOnlyMemory<byte> json)
    {
        HttpEventReader reader = default;
        reader.ReadEvent(json.Span);
        return reader.ToEvent(json);
    }

    private void ReadEvent(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw NotHttp();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("headers"u8))
                _headers = EventJson.Skip(ref reader);
            else if (reader.ValueTextEquals("multiValueHeaders"u8))
                _multiValueHeaders = EventJson.Skip(ref reader);
            else if (reader.ValueTextEquals("queryStringParameters"u8))
                _query = EventJson.Skip(ref reader);
            else if (reader.ValueTextEquals("multiValueQueryStringParameters"u8))
                _multiValueQuery = EventJson.Skip(ref reader);
            else if (reader.ValueTextEquals("pathParameters"u8))
                _pathParameters = EventJson.Skip(ref reader);
            else if (reader.ValueTextEquals("cookies"u8))
                _cookies = EventJson.Skip(ref reader);
            else if (reader.ValueTextEquals("body"u8))
                _body = EventJson.Skip(ref reader);
            else if (reader.ValueTextEquals("isBase64Encoded"u8))
                _isBase64 = EventJson.ReadBoolean(ref reader);
            else if (reader.ValueTextEquals("requestContext"u8))
                ReadContext(ref reader);
            else if (reader.ValueTextEquals("httpMethod"u8))
                _method = EventJson.ReadString(ref reader);
            else if (reader.ValueTextEquals("path"u8))
                _path = EventJson.ReadString(ref reader);
            else if (reader.ValueTextEquals("resource"u8))
                _route = EventJson.ReadString(ref reader);
            else if (reader.ValueTextEquals("rawPath"u8))
                _path = EventJson.ReadString(ref reader);
            else if (reader.ValueTextEquals("rawQueryString"u8))
                _rawQuery = EventJson.ReadString(ref reader);
            else if (reader.ValueTextEquals("routeKey"u8))
                _route = EventJson.ReadString(ref reader);
            else
                EventJson.Skip(ref reader);
        }
    }

    private void ReadContext(ref Utf8JsonReader reader)
    {
        if (!EventJson.Enter(ref reader))
            return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("http"u8))
                ReadHttp(ref reader);
            else if (reader.ValueTextEquals("identity"u8))
                ReadIdentity(ref reader);
            else if (reader.ValueTextEquals("authorizer"u8))
                _authorizer = EventJson.Skip(ref reader);
            else if (reader.ValueTextEquals("path"u8))
                _fullPath = EventJson.ReadString(ref reader);
            else if (reader.ValueTextEquals("stage"u8))
                _stage = EventJson.ReadString(ref reader);
            else if (reader.ValueTextEquals("domainName"u8))
                _domain = EventJson.ReadString(ref reader);
            else
                EventJson.Skip(ref reader);
        }
    }

    private void ReadHttp(ref Utf8JsonReader reader)
    {
        _isHttpApi = true;
        if (!EventJson.Enter(ref reader))
            return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("method"u8))
                _method = EventJson.ReadString(ref reader);
            else if (reader.ValueTextEquals("sourceIp"u8))
                _sourceIp = EventJson.ReadString(ref reader);
            else
                EventJson.Skip(ref reader);
        }
    }

    private void ReadIdentity(ref Utf8JsonReader reader)
    {
        if (!EventJson.Enter(ref reader))
            return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("sourceIp"u8))
                _sourceIp = EventJson.ReadString(ref reader);
            else
                EventJson.Skip(ref reader);
        }
    }

    private readonly HttpEvent ToEvent(ReadOnlyMemory<byte> memory)
    {
        ReadOnlySpan<byte> json = memory.Span;
        if (_method is null || _path is null)
            throw NotHttp();
        ArraySegment<byte> body = EventBody.Read(json[_body], _isBase64);
        IHeaderDictionary headers = EventHeaders.Read(json[_headers], json[_multiValueHeaders], json[_cookies]);
        headers.ContentLength = body.Count;
        headers.Remove("Transfer-Encoding");
        if (headers.Host.Count == 0)
            headers.Host = _domain ?? "localhost";
        (string pathBase, string path) = _isHttpApi
            ? RoutedPath.OfHttpApi(_path, _stage, RoutedPath.Expand(RoutedPath.OfRouteKey(_route), json[_pathParameters]))
            : RoutedPath.OfRestApi(_path, _fullPath, RoutedPath.Expand(_route, json[_pathParameters]));
        return new HttpEvent
        {
            Kind = _isHttpApi ? HttpEventKind.HttpApi : HttpEventKind.RestApi,
            Json = memory,
            Method = _method,
            Path = path,
            PathBase = pathBase,
            Query = _isHttpApi ? EventQuery.OfText(_rawQuery) : EventQuery.Read(json[_query], json[_multiValueQuery]),
            Headers = headers,
            Body = body,
            SourceIp = _sourceIp,
            Authorizer = _authorizer,
        };
    }

    private static InvalidOperationException NotHttp() =>
        new("The event is not an HTTP request of a REST API, an HTTP API or a function URL.");
}
