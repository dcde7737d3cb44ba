using System.Text.Json.Nodes;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Registrations;

/// <summary>Registrations as they are shown.</summary>
internal static class RegistrationView
{
    public static void WriteList(Screen screen, JsonArray registrations) => screen.Table(
        ["ID", "ENABLED", "CONTRACT", "FUNCTION", "DESCRIPTION"],
        [.. registrations.OfType<JsonObject>().Select(registration => (string[])
        [
            Text(registration, "id"),
            registration["enabled"]?.GetValue<bool>() == false ? "no" : "yes",
            Text(registration, "contract"),
            Text(registration, "lambdaArn").Split(":function:")[^1],
            string.Join(' ', Text(registration, "description").Split((char[])['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)),
        ])]);

    /// <summary>What a dry run found.</summary>
    /// <returns>Whether no check failed.</returns>
    public static bool WriteDryRun(CliContext context, JsonObject report)
    {
        context.Output.Table(["CHECK", "OUTCOME", "FOUND"], [.. (report["checks"] as JsonArray ?? []).OfType<JsonObject>().Select(check => (string[])[Text(check, "check"), Text(check, "outcome"), Text(check, "message")])]);
        context.Errors.WriteLine($"Nothing was written: it would be {Text(report, "outcome")}.");
        return report["ok"]?.GetValue<bool>() == true;
    }

    public static void WriteImport(CliContext context, JsonObject report)
    {
        foreach (var member in (string[])["created", "updated", "unchanged", "deleted"])
        {
            foreach (var id in report[member] as JsonArray ?? [])
                context.Output.Line($"{member}\t{Screen.Plain(id?.ToString() ?? "")}");
        }

        if (report["dryRun"]?.GetValue<bool>() == true)
            context.Errors.WriteLine("Nothing was written.");
    }

    public static string Text(JsonObject value, string member) => value[member]?.ToString() is { Length: > 0 } text ? text : "-";
}
