using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Templates;

/// <summary>Reads a function's <c>EventInvokeConfig</c>.</summary>
internal static class EventSettingsReader
{
    /// <param name="properties">The function's resolved properties.</param>
    /// <param name="notEmulated">Takes a line for each destination that is no function.</param>
    public static EventSettings Read(TemplateMap properties, List<string> notEmulated)
    {
        var config = properties.Map("EventInvokeConfig");
        var defaults = new EventSettings();
        return new EventSettings
        {
            MaximumRetryAttempts = Number(config, "MaximumRetryAttempts", 0, 2) ?? defaults.MaximumRetryAttempts,
            MaximumAge = Number(config, "MaximumEventAgeInSeconds", 60, 21_600) is { } age ? TimeSpan.FromSeconds(age) : defaults.MaximumAge,
            OnSuccess = Destination(config, "OnSuccess", notEmulated),
            OnFailure = Destination(config, "OnFailure", notEmulated),
        };
    }

    private static int? Number(TemplateMap config, string name, int least, int most) => config.Integer(name) switch
    {
        { } number when number < least || number > most => throw new TemplateException(config.Find(name)!.Position, $"{name} must be from {least} to {most}"),
        var number => number,
    };

    private static string? Destination(TemplateMap config, string name, List<string> notEmulated)
    {
        if (config.Map("DestinationConfig").Find(name)?.AsMap(name) is not { } destination)
            return null;
        if (destination.Text("Destination") is { } arn && arn.Contains(":function:", StringComparison.Ordinal))
            return arn;
        notEmulated.Add($"{destination.Position}: the destination {name} is no function, and is not emulated");
        return null;
    }
}
