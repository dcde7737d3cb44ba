using System.Text.Json;
using LambdaMcp.Local.Lambda;
using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>Asks a stage's Lambda authorizers, and keeps what they answer.</summary>
internal sealed class LambdaAuthorizer(RestApi api, InvokeFunction invoke, AuthorizerCache cache)
{
    /// <returns>The answer, which allows the request.</returns>
    /// <exception cref="GatewayFaultException">The request is refused, or the authorizer failed.</exception>
    public async Task<AuthorizerAnswer> AuthorizeAsync(GatewayRequest request, RouteMatch match, CancellationToken cancellationToken)
    {
        var hop = request.Hop?.Begin(HopKind.Authorizer, match.Route.Authorizer!);
        try
        {
            var answer = await DecideAsync(request, match, hop, cancellationToken);
            request.Hop?.Note("principal", answer.PrincipalId);
            return answer;
        }
        catch (GatewayFaultException exception)
        {
            hop?.Fail(exception.Message);
            throw;
        }
        finally
        {
            hop?.End();
        }
    }

    private async Task<AuthorizerAnswer> DecideAsync(GatewayRequest request, RouteMatch match, Hop? hop, CancellationToken cancellationToken)
    {
        var name = match.Route.Authorizer!;
        var authorizer = api.Authorizers[name];
        var key = $"{name}\n{Identity(authorizer, request)}";
        var answer = cache.Find(key);
        hop?.Note("kept", answer is not null);
        if (answer is null)
        {
            answer = await AskAsync(authorizer, request, match, hop, cancellationToken);
            if (authorizer.TimeToLive > TimeSpan.Zero)
                cache.Add(key, answer, authorizer.TimeToLive);
        }

        // The policy is kept, not the verdict: another method of the same stage may fare differently.
        var fault = answer.Policy.Evaluate(api.MethodArn(request.Method, request.Path)) switch
        {
            PolicyVerdict.Allowed => null,
            PolicyVerdict.ExplicitlyDenied => GatewayFault.ExplicitlyDenied,
            _ => GatewayFault.ImplicitlyDenied,
        };
        return fault is null
            ? answer
            : throw new GatewayFaultException(fault, $"the policy for {answer.PrincipalId} does not allow the method") { Authorizer = answer };
    }

    private static string Identity(AuthorizerDefinition authorizer, GatewayRequest request)
    {
        var sources = authorizer.IdentityHeaders.Select(name => (Name: $"header {name}", Value: request.Header(name)))
            .Concat(authorizer.IdentityQueryStrings.Select(name =>
                (Name: $"query parameter {name}", Value: (string?)request.Query.LastOrDefault(pair => pair.Key == name).Value)));
        return string.Join('\n', sources.Select(source => string.IsNullOrEmpty(source.Value)
            ? throw new GatewayFaultException(GatewayFault.Unauthorized, $"the {source.Name} is missing")
            : source.Value));
    }

    private async Task<AuthorizerAnswer> AskAsync(
        AuthorizerDefinition authorizer, GatewayRequest request, RouteMatch match, Hop? hop, CancellationToken cancellationToken)
    {
        var payload = ProxyEvent.ForAuthorizer(api, request, match);
        try
        {
            await using var result = await invoke(
                authorizer.FunctionArn, new InvocationRequest(payload) { TraceId = request.TraceId, Caller = hop }, cancellationToken);
            using var body = new MemoryStream();
            await result.Body.CopyToAsync(body, cancellationToken);
            var json = body.GetBuffer().AsMemory(0, (int)body.Length);
            return result.FunctionError is null ? AuthorizerAnswer.Parse(json) : throw Failure(json);
        }
        catch (LambdaRejectedException exception)
        {
            throw new GatewayFaultException(GatewayFault.AuthorizerFailed, exception.Message, exception);
        }
    }

    /// <summary>A function that fails with exactly this message says that the caller is not who they claim to be.</summary>
    private static GatewayFaultException Failure(ReadOnlyMemory<byte> json)
    {
        var message = ErrorMessage(json);
        return message == "Unauthorized"
            ? new GatewayFaultException(GatewayFault.Unauthorized, "the authorizer refused the caller")
            : new GatewayFaultException(GatewayFault.AuthorizerFailed, $"the authorizer failed: {message}");
    }

    private static string ErrorMessage(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.TryGetProperty("errorMessage", out var message) ? message.ToString() : document.RootElement.ToString();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return "its error is not a JSON object";
        }
    }
}
