namespace Amazon.Lambda.APIGatewayEvents;

public partial class APIGatewayProxyRequest
{
    /// <summary>What API Gateway knows about a request.</summary>
    public class ProxyRequestContext
    {
        /// <summary>The path with the stage, or with the base path of a custom domain.</summary>
        public string? Path { get; set; }

        /// <summary>The account that owns the API.</summary>
        public string? AccountId { get; set; }

        /// <summary>The resource's id.</summary>
        public string? ResourceId { get; set; }

        /// <summary>The stage.</summary>
        public string? Stage { get; set; }

        /// <summary>The id of the request.</summary>
        public string? RequestId { get; set; }

        /// <summary>The caller, as far as it is known.</summary>
        public RequestIdentity? Identity { get; set; }

        /// <summary>The resource's path template.</summary>
        public string? ResourcePath { get; set; }

        /// <summary>The method.</summary>
        public string? HttpMethod { get; set; }

        /// <summary>The API's id.</summary>
        public string? ApiId { get; set; }

        /// <summary>API Gateway's own id of the request.</summary>
        public string? ExtendedRequestId { get; set; }

        /// <summary>A WebSocket connection's id.</summary>
        public string? ConnectionId { get; set; }

        /// <summary>When a WebSocket was connected, in milliseconds since 1970.</summary>
        public long ConnectedAt { get; set; }

        /// <summary>The host name that was called.</summary>
        public string? DomainName { get; set; }

        /// <summary>The first label of the host name.</summary>
        public string? DomainPrefix { get; set; }

        /// <summary>A WebSocket event's type.</summary>
        public string? EventType { get; set; }

        /// <summary>A WebSocket message's id.</summary>
        public string? MessageId { get; set; }

        /// <summary>A WebSocket route's key.</summary>
        public string? RouteKey { get; set; }

        /// <summary>What the authorizer said.</summary>
        public APIGatewayCustomAuthorizerContext? Authorizer { get; set; }

        /// <summary>The operation's name, from the API's definition.</summary>
        public string? OperationName { get; set; }

        /// <summary>The integration's latency, in milliseconds.</summary>
        public string? IntegrationLatency { get; set; }

        /// <summary>A WebSocket message's direction.</summary>
        public string? MessageDirection { get; set; }

        /// <summary>When the request came, in the common log format.</summary>
        public string? RequestTime { get; set; }

        /// <summary>When the request came, in milliseconds since 1970.</summary>
        public long RequestTimeEpoch { get; set; }

        /// <summary>The status of the request.</summary>
        public string? Status { get; set; }
    }
}
