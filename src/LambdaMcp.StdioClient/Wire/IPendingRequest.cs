using System.Text.Json;

namespace LambdaMcp.StdioClient.Wire;

/// <summary>A request that the server has not answered yet. Both methods return at once: what calls them reads the server's output.</summary>
internal interface IPendingRequest
{
    /// <summary>Takes the message that has the request's id.</summary>
    void Answer(JsonElement response);

    void Fail(ServerFailedException why);
}
