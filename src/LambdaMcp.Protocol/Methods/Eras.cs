namespace LambdaMcp.Protocol.Methods;

/// <summary>The two ways in which revisions of MCP relate requests to each other.</summary>
[Flags]
internal enum Eras
{
    /// <summary>Up to 2025-11-25: <c>initialize</c> opens a session.</summary>
    Sessions = 1,

    /// <summary>From 2026-07-28 on: every request says all about itself.</summary>
    Stateless = 2,

    Both = Sessions | Stateless,
}
