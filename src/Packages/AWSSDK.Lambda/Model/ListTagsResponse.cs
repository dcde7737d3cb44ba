using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>A function's tags.</summary>
public class ListTagsResponse : AmazonWebServiceResponse
{
    /// <summary>The tags; null when it has none.</summary>
    public Dictionary<string, string>? Tags { get; set; }
}
