namespace Amazon.Lambda.APIGatewayEvents;

public partial class APIGatewayProxyRequest
{
    /// <summary>The caller of a REST API.</summary>
    public class RequestIdentity
    {
        /// <summary>The caller's Cognito identity pool.</summary>
        public string? CognitoIdentityPoolId { get; set; }

        /// <summary>The caller's account, with IAM authorization.</summary>
        public string? AccountId { get; set; }

        /// <summary>The caller's Cognito identity.</summary>
        public string? CognitoIdentityId { get; set; }

        /// <summary>The caller's principal, with IAM authorization.</summary>
        public string? Caller { get; set; }

        /// <summary>The API key of the request.</summary>
        public string? ApiKey { get; set; }

        /// <summary>The id of the API key.</summary>
        public string? ApiKeyId { get; set; }

        /// <summary>The access key that signed the request.</summary>
        public string? AccessKey { get; set; }

        /// <summary>The caller's address.</summary>
        public string? SourceIp { get; set; }

        /// <summary>How Cognito knows the caller.</summary>
        public string? CognitoAuthenticationType { get; set; }

        /// <summary>Who told Cognito.</summary>
        public string? CognitoAuthenticationProvider { get; set; }

        /// <summary>The caller's ARN, with IAM authorization.</summary>
        public string? UserArn { get; set; }

        /// <summary>The <c>User-Agent</c> header.</summary>
        public string? UserAgent { get; set; }

        /// <summary>The caller's user, with IAM authorization.</summary>
        public string? User { get; set; }

        /// <summary>The client's certificate, with mutual TLS.</summary>
        public ProxyRequestClientCert? ClientCert { get; set; }
    }
}
