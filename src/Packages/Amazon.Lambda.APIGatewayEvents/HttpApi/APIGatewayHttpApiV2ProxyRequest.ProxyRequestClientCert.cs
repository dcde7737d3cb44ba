namespace Amazon.Lambda.APIGatewayEvents;

public partial class APIGatewayHttpApiV2ProxyRequest
{
    /// <summary>A client's certificate.</summary>
    public class ProxyRequestClientCert
    {
        /// <summary>The certificate, in PEM.</summary>
        public string? ClientCertPem { get; set; }

        /// <summary>Its subject.</summary>
        public string? SubjectDN { get; set; }

        /// <summary>Its issuer.</summary>
        public string? IssuerDN { get; set; }

        /// <summary>Its serial number.</summary>
        public string? SerialNumber { get; set; }

        /// <summary>When it is valid.</summary>
        public ClientCertValidity? Validity { get; set; }
    }
}
