namespace Amazon.Lambda.APIGatewayEvents;

public partial class APIGatewayProxyRequest
{
    /// <summary>When a certificate is valid.</summary>
    public class ClientCertValidity
    {
        /// <summary>From when.</summary>
        public string? NotBefore { get; set; }

        /// <summary>Until when.</summary>
        public string? NotAfter { get; set; }
    }
}
