namespace Amazon.Lambda.APIGatewayEvents;

public partial class APIGatewayHttpApiV2ProxyRequest
{
    /// <summary>What API Gateway knows about a request.</summary>
    public class ProxyRequestContext
    {
        /// <summary>The account that owns the API; with a function URL, the caller's.</summary>
        public string? AccountId { get; set; }

        /// <summary>The API's id.</summary>
        public string? ApiId { get; set; }

        /// <summary>What the authorizer said.</summary>
        public AuthorizerDescription? Authorizer { get; set; }

        /// <summary>The host name that was called.</summary>
        public string? DomainName { get; set; }

        /// <summary>The first label of the host name.</summary>
        public string? DomainPrefix { get; set; }

        /// <summary>The request line and the caller.</summary>
        public HttpDescription? Http { get; set; }

        /// <summary>The id of the request.</summary>
        public string? RequestId { get; set; }

        /// <summary>The route's id.</summary>
        public string? RouteId { get; set; }

        /// <summary>The route.</summary>
        public string? RouteKey { get; set; }

        /// <summary>The stage.</summary>
        public string? Stage { get; set; }

        /// <summary>When the request came, in the common log format.</summary>
        public string? Time { get; set; }

        /// <summary>When the request came, in milliseconds since 1970.</summary>
        public long TimeEpoch { get; set; }

        /// <summary>The client's certificate, with mutual TLS.</summary>
        public ProxyRequestAuthentication? Authentication { get; set; }
    }
}
