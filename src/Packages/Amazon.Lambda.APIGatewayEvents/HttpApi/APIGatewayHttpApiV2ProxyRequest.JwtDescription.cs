namespace Amazon.Lambda.APIGatewayEvents;

public partial class APIGatewayHttpApiV2ProxyRequest
{
    public partial class AuthorizerDescription
    {
        /// <summary>A verified token.</summary>
        public class JwtDescription
        {
            /// <summary>Its claims.</summary>
            public IDictionary<string, string>? Claims { get; set; }

            /// <summary>Its scopes.</summary>
            public string[]? Scopes { get; set; }
        }
    }
}
