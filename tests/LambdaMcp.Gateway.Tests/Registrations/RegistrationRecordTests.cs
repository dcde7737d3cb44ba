using System.Text.Json;

namespace LambdaMcp.Gateway.Tests.Registrations;

public sealed class RegistrationRecordTests
{
    private const string Tool =
        """{"type":"tool","name":"find","description":"Finds.","lambdaArn":"arn:aws:lambda:eu-west-1:123456789012:function:find","fixedArguments":{"key":"planted-secret"}}""";

    private readonly RegistrationApi _api = new();

    [Fact]
    public async Task Every_change_says_who_made_it_and_from_which_version_to_which()
    {
        await _api.SendAsync("POST", "", Tool);
        await _api.SendAsync("PATCH", "tool-find", """{"description":"Finds more."}""", "Content-Type: application/merge-patch+json");
        await _api.SendAsync("DELETE", "tool-find");

        Assert.Equal(["create tool-find done - 1", "replace tool-find done 1 2", "delete tool-find done 2 -"], _api.Records.All.Select(record =>
            $"{Text(record, "operation")} {Text(record, "name")} {Text(record, "outcome")} {Text(record, "versionBefore")} {Text(record, "versionAfter")}"));
        Assert.All(_api.Records.All, record => Assert.Equal(
            "registration arn:aws:iam::123456789012:user/ann api-1", $"{Text(record, "audit")} {Text(record, "principal")} {Text(record, "apiRequestId")}"));
        Assert.DoesNotContain("planted-secret", _api.Records.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_only_tried_or_changed_nothing_is_no_change()
    {
        await _api.SendAsync("POST", "", Tool);
        await _api.SendAsync("POST", "?dryRun=true", Tool.Replace("\"find\"", "\"find2\"", StringComparison.Ordinal));
        await _api.SendAsync("DELETE", "tool-nothing");

        Assert.Equal("create", Text(_api.Records.Single(), "operation"));
    }

    [Fact]
    public async Task An_import_has_a_record_for_each_registration()
    {
        await _api.SendAsync("POST", "import?mode=replace", $$"""{"registrations":[{{Tool}},{{Tool.Replace("\"find\"", "\"search\"", StringComparison.Ordinal)}}]}""");

        Assert.Equal(["tool-find", "tool-search"], _api.Records.All.Select(record => Text(record, "name")).Order(StringComparer.Ordinal));
    }

    private static string Text(JsonElement record, string name) => record.TryGetProperty(name, out var value) ? value.ToString() : "-";
}
