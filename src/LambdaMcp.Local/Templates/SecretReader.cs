using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace LambdaMcp.Local.Templates;

/// <summary>Reads <c>AWS::SecretsManager::Secret</c>, and generates what it asks to be generated.</summary>
internal static class SecretReader
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    public static string Value(TemplateMap properties)
    {
        if (properties.Text("SecretString") is { } given)
            return given;
        if (properties.Find("GenerateSecretString")?.AsMap("GenerateSecretString") is not { } generate)
            return "";

        var alphabet = Letters
            + (generate.Boolean("ExcludeNumbers") ? "" : Digits)
            + (generate.Boolean("ExcludePunctuation") ? "" : Punctuation);
        var excluded = generate.Text("ExcludeCharacters") ?? "";
        var generated = RandomNumberGenerator.GetString([.. alphabet.Except(excluded)], generate.Integer("PasswordLength") ?? 32);
        return generate.Text("GenerateStringKey") is { } key ? WithTemplate(generate, key, generated) : generated;
    }

    private static string WithTemplate(TemplateMap generate, string key, string generated)
    {
        var template = generate.RequiredText("SecretStringTemplate");
        if (JsonNode.Parse(template) is not JsonObject secret)
            throw new TemplateException(generate.Position, "SecretStringTemplate must be a JSON object");

        secret[key] = generated;
        return secret.ToJsonString();
    }
}
