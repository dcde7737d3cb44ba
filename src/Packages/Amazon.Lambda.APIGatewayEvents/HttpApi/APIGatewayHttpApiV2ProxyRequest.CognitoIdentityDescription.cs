namespace Amazon.Lambda.APIGatewayEvents;

public partial class APIGatewayHttpApiV2ProxyRequest
{
    public partial class AuthorizerDescription
    {
        /// <summary>A Cognito identity.</summary>
        public class CognitoIdentityDescription
        {
            /// <summary>How the identity was proved.</summary>
            public IList<string>? AMR { get; set; }

            /// <summary>Its id.</summary>
            public string? IdentityId { get; set; }

            /// <summary>Its pool.</summary>
            public string? IdentityPoolId { get; set; }
        }
    }
}
