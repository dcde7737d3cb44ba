using System.Text;
using System.Text.Json;
using static LambdaMcp.StdioClient.Tests.FaultyServer;

namespace LambdaMcp.StdioClient.Tests;

/// <summary>Calls of the faulty server's tools.</summary>
internal static class FaultyServerCalls
{
    /// <summary>The text of its answer.</summary>
    public static async Task<string> TextAsync(this StdioServerClient client, string tool, object? arguments = null, TimeSpan? within = null)
    {
        var result = await client.CallAsync(Call(tool, arguments, within), TestContext.Current.CancellationToken);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            result.WriteMembers(writer);
            writer.WriteEndObject();
        }
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(buffer.ToArray()));
        return json.RootElement.GetProperty("content")[0].GetProperty("text").GetString()!;
    }

    /// <summary>A call that fails, in time, and with this message.</summary>
    public static async Task FailsAsync(this StdioServerClient client, string tool, object? arguments, ServerFailure failure, string message)
    {
        var thrown = await Assert.ThrowsAsync<ServerFailedException>(() => client.TextAsync(tool, arguments, TimeSpan.FromMinutes(1)));
        Assert.Equal((failure, message), (thrown.Failure, thrown.Message));
    }
}
