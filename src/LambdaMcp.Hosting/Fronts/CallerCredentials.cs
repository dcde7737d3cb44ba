using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>Tells whoever started the process what is wrong with their AWS credentials, in their words and not in the SDK's.</summary>
internal static class CallerCredentials
{
    /// <summary>Looks for credentials once, before the first call fails on it, and tells on standard error what is wrong.</summary>
    public static async Task CheckAsync(CancellationToken stopping)
    {
        try
        {
            // Some sources of credentials are read without await.
            await Task.Run(FindAsync, stopping).WaitAsync(stopping);
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync(Advice(exception));
        }
    }

    /// <summary>What a client may be told of a failure; null where it is not of AWS's making.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        AmazonServiceException refused => $"AWS refused a call ({refused.ErrorCode}): {refused.Message}",
        AmazonClientException or InvalidOperationException { InnerException: FileNotFoundException } => Advice(exception),
        _ => null,
    };

    private static async Task FindAsync() => await DefaultAWSCredentialsIdentityResolver.GetCredentials().GetCredentialsAsync();

    private static string Advice(Exception exception)
    {
        var name = Environment.GetEnvironmentVariable("AWS_PROFILE") is { Length: > 0 } set ? set : "default";
        var options = new CredentialProfileStoreChain().TryGetProfile(name, out var profile) ? profile.Options : null;
        var signIn = options switch
        {
            { SsoStartUrl: not null } or { SsoSession: not null } => "signs in with IAM Identity Center (SSO)",
            { RoleArn: not null } => "assumes a role",
            _ => null,
        };
        return signIn is null
            ? $"There are no AWS credentials that can be used. AWS_PROFILE names the profile; it is '{name}'. {exception.Message}"
            : $"The AWS profile '{name}' {signIn}, which this program leaves to the AWS CLI. Add a profile with this line to ~/.aws/config and name that one in "
                + $"AWS_PROFILE: credential_process = aws configure export-credentials --profile {name} --format process";
    }
}
