namespace LambdaMcp.Gateway.Discovery;

/// <summary>The functions of the account and region.</summary>
public interface IFunctionDirectory
{
    /// <summary>Every function, page after page, in no particular order.</summary>
    IAsyncEnumerable<FunctionSummary> ListAsync(CancellationToken cancellationToken);
}
