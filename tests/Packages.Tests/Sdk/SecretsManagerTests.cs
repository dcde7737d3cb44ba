using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Microsoft.AspNetCore.Http;

namespace Packages.Tests.Sdk;

public sealed class SecretsManagerTests
{
    private const string Arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:token-AbCdEf";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_is_read_by_ARN_and_stage()
    {
        await using var aws = await FakeAws.StartAsync(static (_, response) =>
            response.WriteAsync($$"""{"ARN":"{{Arn}}","Name":"token","SecretString":"s3cret","CreatedDate":1.7E9}"""));
        using var client = Client(aws);

        var secret = await client.GetSecretValueAsync(
            new GetSecretValueRequest { SecretId = Arn, VersionStage = "AWSCURRENT" }, Cancel);

        var request = Assert.Single(aws.Requests);
        Assert.Equal(("POST", "/"), (request.Method, request.Target));
        Assert.Equal("secretsmanager.GetSecretValue", request.Headers["X-Amz-Target"]);
        Assert.StartsWith("application/x-amz-json-1.1", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal($$"""{"SecretId":"{{Arn}}","VersionStage":"AWSCURRENT"}""", request.Text);
        SignatureV4.AssertSigns(request, "secretsmanager", "eu-west-1");
        Assert.Equal(("token", "s3cret"), (secret.Name, secret.SecretString));
    }

    [Theory]
    [InlineData("ResourceNotFoundException", typeof(ResourceNotFoundException))]
    [InlineData("com.amazonaws.secretsmanager#ResourceNotFoundException", typeof(ResourceNotFoundException))]
    [InlineData("AccessDeniedException", typeof(AmazonSecretsManagerException))]
    public async Task A_refusal_is_told_by_its_type(string type, Type expected)
    {
        await using var aws = await FakeAws.StartAsync((_, response) =>
        {
            response.StatusCode = 400;
            response.ContentType = "application/x-amz-json-1.1";
            return response.WriteAsync($$"""{"__type":"{{type}}","Message":"Not there."}""");
        });
        using var client = Client(aws);

        var error = await Assert.ThrowsAnyAsync<AmazonSecretsManagerException>(
            () => client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = Arn }, Cancel));

        Assert.IsType(expected, error);
        Assert.Equal("Not there.", error.Message);
    }

    private static AmazonSecretsManagerClient Client(FakeAws aws) => new(
        new SessionAWSCredentials(FakeAws.AccessKey, FakeAws.SecretKey, FakeAws.SessionToken),
        new AmazonSecretsManagerConfig { ServiceURL = aws.Url, AuthenticationRegion = "eu-west-1" });
}
