using System.Text.Json;

namespace LambdaMcp.StdioClient.Wire;

/// <summary>A request whose answer nobody waits for.</summary>
internal sealed class UnheardRequest : IPendingRequest
{
    public static UnheardRequest Instance { get; } = new();

    public void Answer(JsonElement response)
    {
    }

    public void Fail(ServerFailedException why)
    {
    }
}
