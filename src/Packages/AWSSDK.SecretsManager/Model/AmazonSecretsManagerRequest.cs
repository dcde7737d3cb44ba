using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>A request to AWS Secrets Manager.</summary>
public class AmazonSecretsManagerRequest : AmazonWebServiceRequest
{
}
