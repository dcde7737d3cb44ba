using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Registrations.Probes;
using LambdaMcp.Gateway.Tests.Discovery;
using LambdaMcp.Telemetry.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Gateway.Tests.Registrations;

/// <summary>The registration API over a table in memory.</summary>
internal sealed class RegistrationApi
{
    private readonly RegistrationEndpoint _endpoint;

    public RegistrationApi(IFunctionProbe? probe = null, DiscoveryOptions? discovery = null) =>
        _endpoint = new(
            new RecordedRegistrations(Table, Records.Log), probe ?? new NoProbe(), () => new(Account.Inventory(discovery ?? new()), Account.Entries(), discovery ?? new()),
            NullLogger.Instance);

    public DiscoveryBench Account { get; } = new();

    public RecordLines Records { get; } = new();

    public RegistrationTable Table => Account.Table;

    public IReadOnlyList<(string Method, string Path)> Operations => [.. _endpoint.Operations.Select(operation => (operation.Method, operation.Path))];

    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Below <c>/register</c>, and the query.</param>
    /// <param name="body">The body.</param>
    /// <param name="headers">Headers, each as <c>Name: value</c>.</param>
    public async Task<Answer> SendAsync(string method, string path, string body = "", params string[] headers)
    {
        var context = new DefaultHttpContext();
        context.Features.Set(new RequestOrigin { Signer = "arn:aws:iam::123456789012:user/ann", ApiRequestId = "api-1" });
        context.Request.Method = method;
        var query = path.IndexOf('?', StringComparison.Ordinal);
        context.Request.PathBase = "/stage/register";
        context.Request.Path = $"/{(query < 0 ? path : path[..query])}";
        context.Request.QueryString = query < 0 ? default : new(path[query..]);
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        foreach (var header in headers)
            context.Request.Headers[header[..header.IndexOf(':', StringComparison.Ordinal)]] = header[(header.IndexOf(':', StringComparison.Ordinal) + 2)..];
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await _endpoint.HandleAsync(context);
        return new(context.Response.StatusCode, context.Response.Headers.ETag.ToString(), Encoding.UTF8.GetString(answer.ToArray()));
    }

    internal sealed record Answer(int Status, string Tag, string Body)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;

        public IEnumerable<string> Pointers => Json.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()!);

        public IEnumerable<string> Ids => Json.GetProperty("registrations").EnumerateArray().Select(one => one.GetProperty("id").GetString()!);
    }
}
