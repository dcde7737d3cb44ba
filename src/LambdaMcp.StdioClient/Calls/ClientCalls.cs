using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.StdioClient.Wire;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>Carries out clients' requests at a server that has been greeted.</summary>
internal sealed class ClientCalls(
    ServerHandshake handshake, StdioServerOptions options, ServerLine line, CallsUnderWay underWay, SuspendedCalls suspended, TimeProvider time)
{
    private const string NotWanted = "The client cancelled the request or went away.";

    private readonly ServerLogLevel _logLevel = new(handshake, line);
    private readonly ServerWatches _watches = new(handshake, options, line);

    public void Begin() => _watches.Begin();

    /// <inheritdoc cref="ServerConnection.CallAsync"/>
    public async ValueTask<McpResult> CallAsync(McpRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        line.Pending.ThrowIfFailed();
        AvailableMethods.Require(handshake, request.Method);
        if (IsServedHere(request))
            return McpResult.Empty;
        _logLevel.Suit(request);
        var call = Find(request, out var digest, out var state);
        // The server does not say for which call it asks, and nobody may be asked another principal's questions.
        if (ServerQuestions.CanBePut(request, options))
            suspended.EndOthers(request.Principal);
        if (call is not null && await RunAsync(call, () => call.Resume(request.InputResponses), request, cancellationToken) is { } result)
            return result;
        var begun = Create(request, digest, call?.Asked.Again() ?? state?.Asked ?? new());
        return (await RunAsync(begun, () => begun.Begin(request.Method, CallParams.Of(request, handshake, options, begun.Id)), request, cancellationToken))!;
    }

    /// <returns>Null when the server waits no more for the answers that a resumed call brought.</returns>
    private async Task<McpResult?> RunAsync(Call call, Action begin, McpRequest request, CancellationToken cancellationToken)
    {
        underWay.Enter(call);
        try
        {
            begin();
            if (await call.ListenAsync(request, cancellationToken) is { } response)
                return Finish(request, response);
            if (!call.IsLate)
                return Suspend(call);
            call.Abandon("The answers that it waited for came late; it begins anew.");
            return null;
        }
        catch
        {
            call.Abandon(NotWanted);
            throw;
        }
        finally
        {
            underWay.Leave(call);
        }
    }

    // What a stateless server is not told, because each request says it for itself, or because it is listened for in another way.
    private bool IsServedHere(McpRequest request)
    {
        if (!handshake.IsStateless || request.Method is not ("logging/setLevel" or RequestMethods.ResourcesSubscribe or RequestMethods.ResourcesUnsubscribe))
            return false;
        if (UriOf(request) is { } uri && request.Method == RequestMethods.ResourcesSubscribe)
            _watches.Watch(uri);
        else if (UriOf(request) is { } ended && request.Method == RequestMethods.ResourcesUnsubscribe)
            _watches.Unwatch(ended);
        return true;
    }

    private Call? Find(McpRequest request, out string digest, out RoundState? state)
    {
        (digest, state) = ("", null);
        if (handshake.IsStateless)
            return null;
        digest = CallDigest.Of(request);
        state = RoundState.Read(request, digest);
        if (state is null)
            return null;
        state.Asked.Fill(request.InputResponses);
        return suspended.Take(state.Handle, digest);
    }

    private Call Create(McpRequest request, string digest, AskedQuestions asked)
    {
        Call? call = null;
        line.Pending.Add(id => call = new(id, request.Principal, digest, asked, line, time));
        return call!;
    }

    private McpResult Finish(McpRequest request, JsonElement response)
    {
        var result = ServerResponse.ResultOf(response);
        if (handshake.IsStateless && ServerRounds.Read(result) is { } questions)
            return questions;
        if (request.Method == RequestMethods.ResourcesRead && UriOf(request) is { } uri)
            _watches.Watch(uri);
        return new ServerResult(result);
    }

    private Protocol.InputRounds.InputRequiredResult Suspend(Call call)
    {
        var handle = SuspendedCalls.NewHandle();
        var result = new Protocol.InputRounds.InputRequiredResult(call.Questions, new RoundState(handle, call.Asked).Write(call.Digest));
        suspended.Add(handle, call);
        return result;
    }

    private static string? UriOf(McpRequest request) =>
        request.Params.ValueKind == JsonValueKind.Object && request.Params.TryGetProperty("uri"u8, out var uri) && uri.ValueKind == JsonValueKind.String
            ? uri.GetString()
            : null;
}
