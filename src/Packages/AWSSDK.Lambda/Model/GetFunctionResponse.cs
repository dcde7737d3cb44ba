using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>A function.</summary>
public class GetFunctionResponse : AmazonWebServiceResponse
{
    /// <summary>What is known of the function.</summary>
    public FunctionConfiguration? Configuration { get; set; }

    /// <summary>Its tags; null when it has none.</summary>
    public Dictionary<string, string>? Tags { get; set; }
}
