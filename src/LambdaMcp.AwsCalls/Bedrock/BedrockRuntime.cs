using System.Text.Json;
using Amazon;
using Amazon.Runtime;
using LambdaMcp.AwsCalls.SignedCalls;

namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>Converse and ConverseStream of Amazon Bedrock.</summary>
internal sealed class BedrockRuntime : IDisposable
{
    // AWS's advice for its longest answers; who waits can end it sooner.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private readonly SignedClient _client;

    /// <param name="region">The region; null for the environment's or the profile's.</param>
    /// <param name="profile">The profile whose credentials are used; null for the environment's.</param>
    /// <exception cref="AmazonClientException">Nothing says which region, or there is no such profile.</exception>
    public BedrockRuntime(string? region, string? profile)
        : this(new SignedClient(SignedService.BedrockRuntime, Configure(region, profile)))
    {
    }

    public BedrockRuntime(SignedClient client) => _client = client;

    /// <summary>The region that is called.</summary>
    public string? Region => _client.Region;

    /// <summary>The configuration of a client, which makes a throttled or failed call again up to four times, at growing distances.</summary>
    public static SignedClientConfig Configure(string? region, string? profile)
    {
        var config = new SignedClientConfig(SignedService.BedrockRuntime) { Timeout = Patience, MaxErrorRetry = 4 };
        if (profile is not null)
            config.Profile = new Profile(profile);
        if (region is not null)
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        return config;
    }

    /// <summary>Asks a model and waits for all of its answer.</summary>
    /// <param name="model">A model's or inference profile's id or ARN.</param>
    /// <param name="request">The conversation.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AmazonServiceException">Bedrock refused.</exception>
    /// <exception cref="AmazonClientException">Bedrock could not be called.</exception>
    public Task<ConverseAnswer> ConverseAsync(string model, ConverseRequest request, CancellationToken cancellationToken) =>
        _client.CallAsync(Call(model, "converse", request), BedrockJson.Default.ConverseAnswer, cancellationToken);

    /// <summary>Asks a model and tells of its answer while it comes.</summary>
    /// <param name="model">A model's or inference profile's id or ARN.</param>
    /// <param name="request">The conversation.</param>
    /// <param name="show">Takes what there is to show, in order.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AmazonServiceException">Bedrock refused.</exception>
    /// <exception cref="AmazonClientException">Bedrock could not be called.</exception>
    /// <exception cref="BedrockStreamException">The answer broke off.</exception>
    public async Task<ConverseAnswer> ConverseStreamAsync(
        string model, ConverseRequest request, Action<StreamPiece> show, CancellationToken cancellationToken)
    {
        using var answer = await _client.OpenAsync<StreamedAnswer>(Call(model, "converse-stream", request), StreamUnmarshaller.Instance, cancellationToken);
        var assembly = new AnswerAssembly();
        await foreach (var frame in FrameReader.ReadAsync(answer.Body, cancellationToken))
        {
            if (assembly.Take(frame) is { } piece)
                show(piece);
        }

        return assembly.Finish() ?? throw new BedrockStreamException(null, "the connection ended before the answer did");
    }

    public void Dispose() => _client.Dispose();

    private static SignedCall Call(string model, string operation, ConverseRequest request) => SignedCall.Post(
        $"/model/{{model}}/{operation}", [new("model", model)], JsonSerializer.SerializeToUtf8Bytes(request, BedrockJson.Default.ConverseRequest));
}
