using System.Text.Json;
using LambdaMcp.Tools.Rounds;

namespace LambdaMcp.Tools.Serving;

/// <summary>A call's way to the client.</summary>
/// <param name="Outlet">Takes what is sent.</param>
/// <param name="Questions">What is asked.</param>
/// <param name="LogLevel">The least severity of what the client wants of the method's log; null: it wants nothing.</param>
/// <param name="Capabilities">What the client can do, as it said.</param>
internal sealed record CallChannel(Outlet Outlet, Questions Questions, string? LogLevel, JsonElement Capabilities);
