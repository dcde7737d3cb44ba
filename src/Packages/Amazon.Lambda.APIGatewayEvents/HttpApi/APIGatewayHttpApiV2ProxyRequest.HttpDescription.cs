namespace Amazon.Lambda.APIGatewayEvents;

public partial class APIGatewayHttpApiV2ProxyRequest
{
    /// <summary>A request's first line and its caller.</summary>
    public class HttpDescription
    {
        /// <summary>The method.</summary>
        public string? Method { get; set; }

        /// <summary>The path, as <see cref="RawPath"/>.</summary>
        public string? Path { get; set; }

        /// <summary>The protocol, such as <c>HTTP/1.1</c>.</summary>
        public string? Protocol { get; set; }

        /// <summary>The caller's address.</summary>
        public string? SourceIp { get; set; }

        /// <summary>The <c>User-Agent</c> header.</summary>
        public string? UserAgent { get; set; }
    }
}
