namespace Amazon.SecretsManager.Model;

/// <summary>Asks for the value of a secret.</summary>
public class GetSecretValueRequest : AmazonSecretsManagerRequest
{
    /// <summary>The secret's ARN or name.</summary>
    public string? SecretId { get; set; }

    /// <summary>The version by its id; null goes by <see cref="VersionStage"/>.</summary>
    public string? VersionId { get; set; }

    /// <summary>The version by its label; <c>AWSCURRENT</c> when null.</summary>
    public string? VersionStage { get; set; }
}
