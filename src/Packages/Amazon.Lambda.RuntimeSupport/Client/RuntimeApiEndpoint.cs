using System.Globalization;
using System.Net;

namespace Amazon.Lambda.RuntimeSupport.Client;

/// <summary>Where the Runtime API listens.</summary>
internal sealed record RuntimeApiEndpoint(string Host, int Port)
{
    /// <summary>Reads <c>host:port</c>.</summary>
    /// <param name="endpoint">Null means <c>AWS_LAMBDA_RUNTIME_API</c>.</param>
    /// <exception cref="InvalidOperationException">There is none, or it is malformed.</exception>
    public static RuntimeApiEndpoint From(string? endpoint)
    {
        endpoint ??= Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API");
        if (string.IsNullOrEmpty(endpoint))
            throw new InvalidOperationException("AWS_LAMBDA_RUNTIME_API is not set: this program is started by AWS Lambda, or by an emulator of it.");
        int colon = endpoint.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(endpoint.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port))
            throw new InvalidOperationException($"AWS_LAMBDA_RUNTIME_API is '{endpoint}', but has to be host:port.");
        return new RuntimeApiEndpoint(endpoint[..colon], port);
    }

    /// <summary>The address; a name is looked up.</summary>
    public IPAddress Resolve() => IPAddress.TryParse(Host, out IPAddress? address) ? address : Dns.GetHostAddresses(Host)[0];

    public override string ToString() => $"{Host}:{Port}";
}
