using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>Invokes the function with this ARN.</summary>
/// <exception cref="LambdaRejectedException">Lambda refuses the invocation.</exception>
internal delegate Task<InvocationResult> InvokeFunction(string functionArn, InvocationRequest request, CancellationToken cancellationToken);
