using System.Text;
using System.Text.Json;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using EndToEnd.Fixture;

namespace EndToEnd.StdioServers;

/// <summary>Functions invoked as any AWS client does, with no endpoint between.</summary>
internal sealed class Invocations(LocalDeployment stack) : IDisposable
{
    private readonly AmazonLambdaClient _lambda = new(
        new BasicAWSCredentials(stack.Ready.AccessKeyId, stack.Ready.SecretAccessKey),
        new AmazonLambdaConfig { ServiceURL = stack.Ready.LambdaUrl, AuthenticationRegion = stack.Ready.Region });

    /// <summary>What a function answers in one piece.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="payload">The event.</param>
    /// <param name="context">The client context.</param>
    /// <param name="error">What kind of failure is expected, if one is.</param>
    public async Task<JsonElement> InvokeAsync(string function, string payload, string? context = null, string? error = null)
    {
        var invoked = await _lambda.InvokeAsync(new InvokeRequest { FunctionName = function, Payload = payload, ClientContext = context }, Cancel);
        var answer = Encoding.UTF8.GetString(invoked.Payload!.ToArray());
        Assert.True(invoked.FunctionError == error, answer);
        return JsonElement.Parse(answer);
    }

    /// <summary>The lines that a function answers with, and when each was there.</summary>
    public async Task<List<(JsonElement Message, TimeSpan After)>> StreamAsync(string function, string payload, string context)
    {
        var answer = await _lambda.InvokeWithResponseStreamAsync(
            new InvokeWithResponseStreamRequest
            {
                FunctionName = function,
                Payload = new MemoryStream(Encoding.UTF8.GetBytes(payload)),
                ClientContext = Convert.ToBase64String(Encoding.UTF8.GetBytes(context)),
            },
            Cancel);
        using var pieces = answer.EventStream!;
        var lines = new List<(JsonElement, TimeSpan)>();
        var rest = "";
        var begun = TimeProvider.System.GetTimestamp();
        await foreach (var piece in pieces)
        {
            if (piece is InvokeResponseStreamUpdate { Payload: { } bytes })
                rest += Encoding.UTF8.GetString(bytes.ToArray());
            for (int end; (end = rest.IndexOf('\n', StringComparison.Ordinal)) >= 0; rest = rest[(end + 1)..])
                lines.Add((JsonElement.Parse(rest[..end]), TimeProvider.System.GetElapsedTime(begun)));
        }

        if (rest.Length > 0)
            lines.Add((JsonElement.Parse(rest), TimeProvider.System.GetElapsedTime(begun)));
        return lines;
    }

    public void Dispose() => _lambda.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
