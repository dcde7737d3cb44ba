using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>One page of functions.</summary>
public class ListFunctionsResponse : AmazonWebServiceResponse
{
    /// <summary>The page; null when the service sent none.</summary>
    public List<FunctionConfiguration>? Functions { get; set; }

    /// <summary>Where the next page begins; null or empty on the last page.</summary>
    public string? NextMarker { get; set; }
}
