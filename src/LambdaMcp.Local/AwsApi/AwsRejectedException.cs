namespace LambdaMcp.Local.AwsApi;

/// <summary>A service refuses a call, as AWS would.</summary>
internal sealed class AwsRejectedException(int statusCode, string errorType, string message) : Exception(message)
{
    public int StatusCode => statusCode;

    /// <summary>The error's name in the service's model.</summary>
    public string ErrorType => errorType;
}
