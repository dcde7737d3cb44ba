namespace LambdaMcp.Local.ApiGateway;

/// <summary>Who signed a request, as <c>requestContext.identity</c> tells it.</summary>
internal sealed record IamCaller(string AccountId, string AccessKeyId)
{
    /// <summary>The unique id that IAM gives a user.</summary>
    public string UserId { get; } = "AIDALOCALADMINISTRATOR";

    public string UserArn => $"arn:aws:iam::{AccountId}:user/local-administrator";
}
