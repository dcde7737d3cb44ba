using System.Text.Json;

namespace LambdaMcp.StdioClient.Wire;

/// <summary>A request of this side's own.</summary>
internal sealed class AwaitedRequest : IPendingRequest
{
    private readonly TaskCompletionSource<JsonElement> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The message with the answer.</summary>
    public Task<JsonElement> Response => _response.Task;

    public void Answer(JsonElement response) => _response.TrySetResult(response);

    public void Fail(ServerFailedException why)
    {
        _response.TrySetException(why);
        _ = _response.Task.Exception; // Nobody may wait any more.
    }
}
