using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;

namespace LambdaMcp.AwsCalls.SignedCalls;

/// <summary>One call, as the wire takes it.</summary>
internal sealed class SignedCall : AmazonWebServiceRequest
{
    private SignedCall(string method, string path) => (Method, Path) = (method, path);

    public string Method { get; }

    /// <summary>The path, with a name in braces wherever a value of <see cref="PathValues"/> goes.</summary>
    public string Path { get; }

    /// <summary>Values of the path, not yet encoded; one may hold slashes.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> PathValues { get; private init; } = [];

    /// <summary>Parameters of the query, not yet encoded; those without a value are left out.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Query { get; private init; } = [];

    /// <summary>The header <c>X-Amz-Target</c> of AWS's JSON protocols.</summary>
    public string? Target { get; private init; }

    public string? ContentType { get; private init; }

    public byte[]? Body { get; private init; }

    /// <summary>Asks a service of the REST-JSON protocol.</summary>
    public static SignedCall Get(
        string path, IReadOnlyList<KeyValuePair<string, string>> pathValues, IReadOnlyList<KeyValuePair<string, string?>> query) =>
        new("GET", path) { PathValues = pathValues, Query = query };

    /// <summary>Calls an operation of a service of the REST-JSON protocol.</summary>
    public static SignedCall Post(string path, IReadOnlyList<KeyValuePair<string, string>> pathValues, byte[] body) =>
        new("POST", path) { PathValues = pathValues, ContentType = "application/json", Body = body };

    /// <summary>Calls an operation by the JSON protocol.</summary>
    /// <param name="version">The protocol's version, <c>1.0</c> or <c>1.1</c>, as the service's model has it.</param>
    /// <param name="target">The operation, with the prefix that the service gives it.</param>
    /// <param name="input">The operation's input.</param>
    /// <param name="type">How it is written.</param>
    public static SignedCall Json<TInput>(string version, string target, TInput input, JsonTypeInfo<TInput> type) => new("POST", "/")
    {
        Target = target,
        ContentType = $"application/x-amz-json-{version}",
        Body = JsonSerializer.SerializeToUtf8Bytes(input, type),
    };
}
