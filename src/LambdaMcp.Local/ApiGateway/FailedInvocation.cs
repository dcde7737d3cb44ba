using System.Text;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>Tells whoever runs the machine what a function failed with.</summary>
internal static class FailedInvocation
{
    private const int ShownBytes = 1024;

    public static async Task<GatewayFaultException> DescribeAsync(InvocationResult result, CancellationToken cancellationToken)
    {
        var error = new byte[ShownBytes];
        var length = await result.Body.ReadAtLeastAsync(error, ShownBytes, throwOnEndOfStream: false, cancellationToken);
        return new GatewayFaultException(GatewayFault.BadIntegrationResponse, $"the function failed: {Encoding.UTF8.GetString(error, 0, length)}");
    }
}
