namespace LambdaMcp.Cli.Chat.Models;

/// <summary>The model that is called.</summary>
/// <param name="Id">A model's or inference profile's id or ARN, as Bedrock takes it.</param>
/// <param name="Facts">What is known of it; null for a model that is not in the table.</param>
internal sealed record ModelChoice(string Id, ModelFacts? Facts)
{
    private static readonly string[] Prefixes = ["us-gov", "us", "eu", "apac", "jp", "au", "ca", "global"];

    public bool TakesImages => Facts?.TakesImages ?? true;

    public bool TakesTemperature => Facts?.TakesTemperature ?? true;

    /// <summary>The price; null when it is not known.</summary>
    public Price? Price => Facts?.Price.Times(Id.Contains("global.", StringComparison.Ordinal) ? 1 : Facts.RegionalFactor);

    /// <summary>
    /// Finds the model that is meant by a short name, by one with an inference profile's prefix before it (<c>global.claude-haiku</c>), by an id or by an ARN.
    /// A short name alone stands for the profile of the region's continent, or the global one, if the model has any.
    /// </summary>
    /// <exception cref="FailedException">There is no such name, or the model has no such profile.</exception>
    public static ModelChoice Of(string asked, string? region)
    {
        var (prefix, name) = Split(asked);
        if (ModelTable.All.FirstOrDefault(facts => facts.Alias == name) is { } known)
        {
            if (prefix is null)
                return new(ProfileOf(known, region) is { } profile ? $"{profile}.{known.Id}" : known.Id, known);
            return known.Profiles.Contains(prefix)
                ? new($"{prefix}.{known.Id}", known)
                : throw FailedException.BadUsage($"{name} has no inference profile {prefix}. It has: {string.Join(", ", known.Profiles)}.");
        }

        if (!asked.Contains('.') && !asked.StartsWith("arn:", StringComparison.Ordinal))
        {
            throw FailedException.BadUsage(
                $"There is no model {asked} by that short name. Known are {string.Join(", ", ModelTable.All.Select(facts => facts.Alias))}; any other goes by its id, as the console of Bedrock shows it.");
        }

        var id = asked[(asked.LastIndexOf('/') + 1)..];
        return new(asked, ModelTable.All.FirstOrDefault(facts => facts.Id == Split(id).Name));
    }

    private static (string? Prefix, string Name) Split(string asked) =>
        Prefixes.FirstOrDefault(prefix => asked.StartsWith(prefix + ".", StringComparison.Ordinal)) is { } found
            ? (found, asked[(found.Length + 1)..])
            : (null, asked);

    private static string? ProfileOf(ModelFacts facts, string? region)
    {
        string[] wanted = region switch
        {
            null => [],
            _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => ["us-gov"],
            _ when region.StartsWith("us-", StringComparison.Ordinal) || region.StartsWith("ca-", StringComparison.Ordinal) => ["us"],
            _ when region.StartsWith("eu-", StringComparison.Ordinal) => ["eu"],
            "ap-northeast-1" or "ap-northeast-3" => ["jp", "apac"],
            "ap-southeast-2" or "ap-southeast-4" => ["au", "apac"],
            _ when region.StartsWith("ap-", StringComparison.Ordinal) => ["apac"],
            _ => [],
        };
        return wanted.Append("global").FirstOrDefault(facts.Profiles.Contains);
    }
}
