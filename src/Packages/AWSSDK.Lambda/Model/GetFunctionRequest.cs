namespace Amazon.Lambda.Model;

/// <summary>Asks for a function.</summary>
public class GetFunctionRequest : AmazonLambdaRequest
{
    /// <summary>A name, a partial ARN or an ARN, with or without a qualifier.</summary>
    public string? FunctionName { get; set; }

    /// <summary>A version or an alias.</summary>
    public string? Qualifier { get; set; }
}
