using System.Text.Json;

namespace LambdaMcp.Protocol.Sessions;

/// <summary>Turns <c>ClientCapabilities</c> into <see cref="Abilities"/> and back.</summary>
internal static class AbilitiesCode
{
    public static Abilities Of(JsonElement? capabilities)
    {
        if (capabilities is not { ValueKind: JsonValueKind.Object } declared)
            return Abilities.None;
        var abilities = Abilities.None;
        if (Has(declared, "sampling", out var sampling))
            abilities |= Abilities.Sampling | (sampling.TryGetProperty("tools"u8, out _) ? Abilities.SamplingTools : 0);
        if (Has(declared, "elicitation", out var elicitation))
        {
            var url = elicitation.TryGetProperty("url"u8, out _);
            abilities |= url ? Abilities.ElicitationUrl : 0;
            abilities |= !url || elicitation.TryGetProperty("form"u8, out _) ? Abilities.ElicitationForm : 0;
        }

        if (Has(declared, "roots", out _))
            abilities |= Abilities.Roots;
        return abilities;
    }

    public static JsonElement ToCapabilities(Abilities abilities)
    {
        var members = new List<string>(3);
        if (abilities.HasFlag(Abilities.Sampling))
            members.Add(abilities.HasFlag(Abilities.SamplingTools) ? """ "sampling":{"tools":{}} """ : """ "sampling":{} """);
        if (abilities.HasFlag(Abilities.ElicitationForm) && abilities.HasFlag(Abilities.ElicitationUrl))
            members.Add(""" "elicitation":{"form":{},"url":{}} """);
        else if (abilities.HasFlag(Abilities.ElicitationForm))
            members.Add(""" "elicitation":{} """);
        else if (abilities.HasFlag(Abilities.ElicitationUrl))
            members.Add(""" "elicitation":{"url":{}} """);
        if (abilities.HasFlag(Abilities.Roots))
            members.Add(""" "roots":{} """);
        using var document = JsonDocument.Parse($"{{{string.Join(',', members)}}}");
        return document.RootElement.Clone();
    }

    private static bool Has(JsonElement capabilities, string name, out JsonElement capability) =>
        capabilities.TryGetProperty(name, out capability) && capability.ValueKind == JsonValueKind.Object;
}
