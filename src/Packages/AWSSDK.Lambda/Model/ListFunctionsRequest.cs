namespace Amazon.Lambda.Model;

/// <summary>Asks for one page of functions.</summary>
public class ListFunctionsRequest : AmazonLambdaRequest
{
    /// <summary>Null lists the unpublished version of each function only.</summary>
    public FunctionVersion? FunctionVersion { get; set; }

    /// <summary>Where the page begins: the last page's <see cref="ListFunctionsResponse.NextMarker"/>.</summary>
    public string? Marker { get; set; }

    /// <summary>How many functions to return, 1 to 10,000; Lambda never returns more than 50.</summary>
    public int? MaxItems { get; set; }
}
