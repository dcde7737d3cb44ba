using System.Security.Cryptography;

namespace LambdaMcp.Local.Hosting;

/// <summary>The one AWS key that this machine knows; its secret is another one in every run.</summary>
internal sealed record LocalCredentials(string Region, string AccountId, string AccessKeyId, string SecretAccessKey)
{
    public static LocalCredentials Generate() => new(
        "us-east-1",
        "123456789012",
        // Always the same: DynamoDB Local keeps the tables of each key apart.
        "AKIALOCALDEVELOPMENT",
        RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 40));
}
