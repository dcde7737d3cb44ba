using System.Security.Cryptography;
using System.Text;

namespace LambdaMcp.Local.Templates;

/// <summary>The stack, account and region that a template is run as.</summary>
/// <param name="Name">The stack's name.</param>
/// <param name="Region">The region.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Url">Where API Gateway is reached, without a stage.</param>
internal sealed record StackIdentity(string Name, string Region = "us-east-1", string AccountId = "123456789012", string Url = "http://127.0.0.1:8080")
{
    /// <summary>Gives the address of a function URL by its logical id; null: the one that it might have on AWS.</summary>
    public Func<string, string>? FunctionUrls { get; init; }

    /// <summary>The address of a function URL, with a slash at its end.</summary>
    public string FunctionUrl(string logicalId) => FunctionUrls?.Invoke(logicalId) ?? $"https://{Id(logicalId, 32)}.lambda-url.{Region}.on.aws/";

    public string Arn(string service, string resource) => $"arn:aws:{service}:{Region}:{AccountId}:{resource}";

    /// <summary>Letters and digits as AWS would draw at random, but the same in every run.</summary>
    public string Id(string logicalId, int length)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Name}/{logicalId}"));
        return string.Create(length, hash, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = "0123456789abcdefghijklmnopqrstuvwxyz"[bytes[i] % 36];
        });
    }
}
