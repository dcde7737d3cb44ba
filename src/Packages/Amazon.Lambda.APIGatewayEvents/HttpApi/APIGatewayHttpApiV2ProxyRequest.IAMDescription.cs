namespace Amazon.Lambda.APIGatewayEvents;

public partial class APIGatewayHttpApiV2ProxyRequest
{
    public partial class AuthorizerDescription
    {
        /// <summary>Who signed a request.</summary>
        public class IAMDescription
        {
            /// <summary>The access key.</summary>
            public string? AccessKey { get; set; }

            /// <summary>The account.</summary>
            public string? AccountId { get; set; }

            /// <summary>The caller's principal.</summary>
            public string? CallerId { get; set; }

            /// <summary>The Cognito identity.</summary>
            public CognitoIdentityDescription? CognitoIdentity { get; set; }

            /// <summary>The organization.</summary>
            public string? PrincipalOrgId { get; set; }

            /// <summary>The caller's ARN.</summary>
            public string? UserARN { get; set; }

            /// <summary>The caller's user.</summary>
            public string? UserId { get; set; }
        }
    }
}
