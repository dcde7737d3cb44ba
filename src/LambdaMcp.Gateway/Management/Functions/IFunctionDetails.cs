namespace LambdaMcp.Gateway.Management.Functions;

/// <summary>What Lambda knows of a function.</summary>
public interface IFunctionDetails
{
    /// <summary>The details of a function; null when there is none of that ARN any more.</summary>
    /// <param name="functionArn">The function's ARN, unqualified.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ManagementUnavailableException">They cannot be read.</exception>
    Task<FunctionDetails?> FindAsync(string functionArn, CancellationToken cancellationToken);
}
