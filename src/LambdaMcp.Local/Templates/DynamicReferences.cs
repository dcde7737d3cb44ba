using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LambdaMcp.Local.Templates;

/// <summary>Puts secrets in the place of <c>{{resolve:secretsmanager:…}}</c>.</summary>
internal static partial class DynamicReferences
{
    public static string Resolve(string text, IReadOnlyList<DeclaredSecret> secrets, TemplatePosition position)
    {
        if (!text.Contains("{{resolve:", StringComparison.Ordinal))
            return text;

        return Reference().Replace(text, match =>
        {
            if (match.Groups["service"].Value != "secretsmanager")
                throw new TemplateException(position, $"{match.Value} is not emulated: only secretsmanager is");

            var id = match.Groups["id"].Value;
            var secret = secrets.FirstOrDefault(secret => secret.Arn == id || secret.Name == id)
                ?? throw new TemplateException(position, $"{match.Value} names a secret that no template declares");
            return match.Groups["key"] is { Success: true, Length: > 0 } key ? Member(secret.Value, key.Value, position) : secret.Value;
        });
    }

    private static string Member(string secret, string key, TemplatePosition position) =>
        JsonNode.Parse(secret)?[key]?.ToString() ?? throw new TemplateException(position, $"the secret has no member {key}");

    [GeneratedRegex(@"\{\{resolve:(?<service>[a-z-]+):(?<id>arn:(?:[^:}]*:){5}[^:}]+|[^:}]+)(?::SecretString(?::(?<key>[^:}]*))?(?::[^}]*)?|:[^}]*)?\}\}")]
    private static partial Regex Reference();
}
