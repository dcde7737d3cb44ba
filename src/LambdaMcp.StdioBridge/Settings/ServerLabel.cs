namespace LambdaMcp.StdioBridge.Settings;

/// <summary>What the answers to failures call a server.</summary>
/// <param name="Id">Its id in the list that it was deployed from, or the function's name.</param>
/// <param name="Name">Its name for people.</param>
internal sealed record ServerLabel(string Id, string Name);
