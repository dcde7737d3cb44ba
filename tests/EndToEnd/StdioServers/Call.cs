namespace EndToEnd.StdioServers;

/// <summary>A call of a server's tool.</summary>
/// <param name="Tool">The tool, as the server calls it.</param>
/// <param name="Arguments">Its arguments as JSON; ROOT stands for a folder of the caller's own.</param>
/// <param name="Says">A text that the result has to have, so that both sides are not the same in failing.</param>
internal sealed record Call(string Tool, string Arguments, string Says);
