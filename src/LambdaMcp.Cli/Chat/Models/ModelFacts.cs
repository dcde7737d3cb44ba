namespace LambdaMcp.Cli.Chat.Models;

/// <summary>What is known of a model of Bedrock.</summary>
/// <param name="Alias">The short name.</param>
/// <param name="Id">The model's id.</param>
/// <param name="Profiles">Prefixes of its inference profiles, those of single continents first.</param>
/// <param name="TakesImages">Whether a tool's images may be shown to it.</param>
/// <param name="TakesTemperature">Whether it may be told how much to vary.</param>
/// <param name="Cache">Where it takes cache points.</param>
/// <param name="Price">In the regions of the United States; of the profile <c>global.</c>, where there is one.</param>
/// <param name="RegionalFactor">What the price is multiplied by where another profile, or none, is called.</param>
internal sealed record ModelFacts(
    string Alias, string Id, string[] Profiles, bool TakesImages, bool TakesTemperature, CacheFields Cache, Price Price, decimal RegionalFactor = 1);
