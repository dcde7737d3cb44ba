using Amazon.Runtime.Credentials;

namespace LambdaMcp.Endpoint.Fronts;

/// <summary>Tells whoever started the process, before the first call fails on it, what is wrong with their AWS credentials.</summary>
internal static class CallerCredentials
{
    /// <summary>Looks once, and tells on standard error.</summary>
    public static async Task CheckAsync(CancellationToken stopping)
    {
        try
        {
            await Task.Run(FindAsync, stopping).WaitAsync(stopping);
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync(Explain(exception));
        }
    }

    private static async Task FindAsync() => await DefaultAWSCredentialsIdentityResolver.GetCredentials().GetCredentialsAsync();

    private static string Explain(Exception exception) => exception.ToString();
}
