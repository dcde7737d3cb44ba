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

    /// <summary>The lines that a function answers with.</summary>
    public async Task<List<JsonElement>> StreamAsync(string function, string payload, string context)
    {
        var lines = new List<JsonElement>();
        await foreach (var line in StreamLinesAsync(function, payload, context))
            lines.Add(line);
        return lines;
    }

    /// <summary>The lines that a function answers with, each as it comes.</summary>
    public async IAsyncEnumerable<JsonElement> StreamLinesAsync(string function, string payload, string context)
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
        var rest = "";
        await foreach (var piece in pieces)
        {
            if (piece is InvokeResponseStreamUpdate { Payload: { } bytes })
                rest += Encoding.UTF8.GetString(bytes.ToArray());
            for (int end; (end = rest.IndexOf('\n', StringComparison.Ordinal)) >= 0; rest = rest[(end + 1)..])
                yield return JsonElement.Parse(rest[..end]);
        }

        if (rest.Length > 0)
            yield return JsonElement.Parse(rest);
    }

    public void Dispose() => _lambda.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
