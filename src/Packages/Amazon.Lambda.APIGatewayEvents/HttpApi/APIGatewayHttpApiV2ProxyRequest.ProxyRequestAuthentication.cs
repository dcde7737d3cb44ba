namespace Amazon.Lambda.APIGatewayEvents;

public partial class APIGatewayHttpApiV2ProxyRequest
{
    /// <summary>How the client proved itself on the connection.</summary>
    public class ProxyRequestAuthentication
    {
        /// <summary>Its certificate.</summary>
        public ProxyRequestClientCert? ClientCert { get; set; }
    }
}
