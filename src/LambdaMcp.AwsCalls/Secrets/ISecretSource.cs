namespace LambdaMcp.AwsCalls.Secrets;

/// <summary>Reads secrets.</summary>
public interface ISecretSource
{
    /// <summary>The text of a secret as it is now: each call asks, so that whoever needs it often must keep it.</summary>
    /// <param name="arn">The ARN or name of a secret of Secrets Manager, or the ARN of a parameter of Systems Manager.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SecretUnavailableException">There is no such secret, it is not text, or it cannot be read.</exception>
    Task<string> GetAsync(string arn, CancellationToken cancellationToken);
}
