using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>A request to AWS Lambda.</summary>
public class AmazonLambdaRequest : AmazonWebServiceRequest
{
}
