using System.Xml;
using System.Xml.Linq;
using Amazon;
using Amazon.Runtime;
using LambdaMcp.AwsCalls.SignedCalls;

namespace LambdaMcp.AwsCalls.Stacks;

/// <summary>Finds the resources of CloudFormation's stacks.</summary>
public sealed class StackResources : IDisposable
{
    private readonly SignedClient _client;

    /// <summary>Looks into the stacks of an account and region.</summary>
    /// <param name="region">The region; null for the environment's or the profile's.</param>
    /// <param name="profile">The profile whose credentials are used; null for the environment's.</param>
    /// <exception cref="AmazonClientException">Nothing says which region, or there is no such profile.</exception>
    public StackResources(string? region, string? profile)
        : this(new SignedClient(SignedService.CloudFormation, Configure(region, profile)))
    {
    }

    internal StackResources(SignedClient client) => _client = client;

    /// <summary>What CloudFormation made of a resource of the template: of a table, its name.</summary>
    /// <param name="stack">The stack, by its name or ARN.</param>
    /// <param name="logicalId">The resource's name in the template.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AmazonServiceException">There is no such stack or resource, or it may not be described.</exception>
    /// <exception cref="AmazonClientException">CloudFormation could not be called.</exception>
    public async Task<string> FindAsync(string stack, string logicalId, CancellationToken cancellationToken)
    {
        var call = SignedCall.Get("/", [], [
            new("Action", "DescribeStackResource"),
            new("LogicalResourceId", logicalId),
            new("StackName", stack),
            new("Version", SignedService.CloudFormation.ApiVersion)]);
        var answer = await _client.CallXmlAsync(call, cancellationToken);
        try
        {
            using var body = new MemoryStream(answer);
            return XDocument.Load(body).Descendants().First(element => element.Name.LocalName == "PhysicalResourceId").Value;
        }
        catch (Exception error) when (error is XmlException or InvalidOperationException)
        {
            throw new AmazonClientException($"The answer of CloudFormation cannot be read: {error.Message}", error);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private static SignedClientConfig Configure(string? region, string? profile)
    {
        var config = new SignedClientConfig(SignedService.CloudFormation);
        if (profile is not null)
            config.Profile = new Profile(profile);
        if (region is not null)
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        return config;
    }
}
