namespace Amazon.Lambda.Model;

/// <summary>Asks for a function's tags.</summary>
public class ListTagsRequest : AmazonLambdaRequest
{
    /// <summary>The function's unqualified ARN.</summary>
    public string? Resource { get; set; }
}
