using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Sealing;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.State;
using LambdaMcp.Tools.Methods;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Tools.State;

/// <summary>Finds the state that a call is about. Nothing is read before the tool asks.</summary>
internal sealed class SessionStates(
    IStateStore store, ISessionStore? sessions, StateHandles handles, StateJson json, TimeSpan lifetime, TimeProvider time)
{
    private readonly WriterTurns _turns = new();

    /// <summary>On the stores, keys and settings among the services.</summary>
    /// <exception cref="InvalidOperationException">There is no store for state.</exception>
    public static SessionStates Of(IServiceProvider services)
    {
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        return new(
            services.GetService<IStateStore>() ?? throw new InvalidOperationException("There is no IStateStore among the services, so that no tool can keep state."),
            services.GetService<ISessionStore>(),
            new(services.GetService<ISealingKeys>() ?? new EphemeralSealingKeys()),
            new(services.GetServices<StateJsonTypes>()),
            (services.GetService<McpEndpointOptions>() ?? new()).SessionLifetime,
            time);
    }

    /// <param name="principal">Who calls.</param>
    /// <param name="sessionId">The session of the call; null: the client has none.</param>
    /// <param name="arguments">The arguments of the call, which may have the handle.</param>
    /// <param name="kept">The handle that an earlier round of the call minted; null: none.</param>
    /// <param name="callOver">Cancelled when the call is over.</param>
    /// <exception cref="InvalidArgumentException">The handle is no text.</exception>
    public SessionState For(string principal, string? sessionId, JsonElement arguments, string? kept, CancellationToken callOver)
    {
        var given = HandleIn(arguments);
        StatePlace place = given is null && sessionId is not null && sessions is not null
            ? new SessionPlace(store, sessions, sessionId)
            : new HandlePlace(store, handles, principal, given ?? kept, isNew: given is null, lifetime, time);
        return new(new(place, _turns, callOver), json);
    }

    // Models send null or nothing where they have nothing to say.
    private static string? HandleIn(JsonElement arguments)
    {
        if (arguments.ValueKind != JsonValueKind.Object || !arguments.TryGetProperty(SessionState.HandleArgument, out var handle))
            return null;
        return handle.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String when handle.GetString() is { Length: > 0 } text => text,
            JsonValueKind.String => null,
            _ => throw new InvalidArgumentException("/" + SessionState.HandleArgument, "must be a string"),
        };
    }
}
