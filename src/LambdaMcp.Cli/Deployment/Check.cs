namespace LambdaMcp.Cli.Deployment;

/// <summary>Something that a deployment needs.</summary>
/// <param name="Name">What.</param>
/// <param name="Found">What is there.</param>
/// <param name="Missing">What is missing and how to get it; null where nothing is.</param>
internal sealed record Check(string Name, string Found, string? Missing = null)
{
    public bool IsGood => Missing is null;
}
