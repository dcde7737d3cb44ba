using System.Text.Json.Nodes;

namespace LambdaMcp.Local.SecretsManager;

/// <summary>One secret in its only version, created at so many seconds since 1970.</summary>
internal sealed record Secret(string Name, string Arn, string Text, string VersionId, long Created)
{
    // A hyphen and six random characters, which Secrets Manager appends to the name and callers may leave out.
    private const int SuffixLength = 7;

    /// <summary>True for the ARN with or without the suffix, whether or not the template's has one.</summary>
    public bool HasArn(string arn) => Bare(arn) == Bare(Arn) && (arn == Arn || arn == Bare(arn) || Arn == Bare(Arn));

    private string Bare(string arn) =>
        arn.EndsWith($":secret:{Name}", StringComparison.Ordinal) || arn.Length <= SuffixLength || arn[^SuffixLength] != '-' ? arn : arn[..^SuffixLength];

    public JsonObject Value() => new()
    {
        ["ARN"] = Arn,
        [nameof(Name)] = Name,
        [nameof(VersionId)] = VersionId,
        ["SecretString"] = Text,
        ["VersionStages"] = new JsonArray("AWSCURRENT"),
        ["CreatedDate"] = Created,
    };

    public JsonObject Description() => new()
    {
        ["ARN"] = Arn,
        [nameof(Name)] = Name,
        ["CreatedDate"] = Created,
        ["LastChangedDate"] = Created,
        ["VersionIdsToStages"] = new JsonObject { [VersionId] = new JsonArray("AWSCURRENT") },
    };
}
