using System.Text;

namespace Runner.Deployment;

/// <summary>Registers a tool through the deployment's registration route.</summary>
internal static class Registration
{
    /// <exception cref="BenchmarkException">It is refused.</exception>
    public static Task AddToolAsync(ReadyFile ready, string name, string functionArn, CancellationToken cancellationToken) =>
        SignedRequest.SendAsync(ready, "execute-api", HttpMethod.Post, new(ready.RegisterUrl), Encoding.UTF8.GetBytes(
            $$$"""
            {
              "type": "tool", "name": "{{{name}}}", "description": "Echoes.", "lambdaArn": "{{{functionArn}}}",
              "parameters": { "type": "object", "properties": { "text": { "type": "string" } }, "required": ["text"] }
            }
            """), target: null, cancellationToken);
}
