namespace Amazon.Lambda.APIGatewayEvents;

public partial class APIGatewayHttpApiV2ProxyRequest
{
    /// <summary>What the authorizer of an HTTP API, or a function URL's IAM check, said.</summary>
    public partial class AuthorizerDescription
    {
        /// <summary>The token, with a JWT authorizer.</summary>
        public JwtDescription? Jwt { get; set; }

        /// <summary>The context, with a Lambda authorizer.</summary>
        public IDictionary<string, object>? Lambda { get; set; }

        /// <summary>The signer, with IAM authorization.</summary>
        public IAMDescription? IAM { get; set; }
    }
}
