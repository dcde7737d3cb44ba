using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>A secret.</summary>
public class GetSecretValueResponse : AmazonWebServiceResponse
{
    /// <summary>The secret's ARN.</summary>
    public string? ARN { get; set; }

    /// <summary>The secret's name.</summary>
    public string? Name { get; set; }

    /// <summary>The value, if it was stored as text.</summary>
    public string? SecretString { get; set; }

    /// <summary>The id of the version that was read.</summary>
    public string? VersionId { get; set; }
}
