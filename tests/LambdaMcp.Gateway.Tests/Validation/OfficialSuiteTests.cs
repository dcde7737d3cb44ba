using System.Text.Json;
using LambdaMcp.Gateway.Validation;

namespace LambdaMcp.Gateway.Tests.Validation;

/// <summary>
/// The official JSON Schema Test Suite, every required file of draft 2020-12. No package client brings it, so the test runs only
/// when asked for by name, on a checkout of the suite that <c>JSON_SCHEMA_TEST_SUITE</c> names:
/// <c>dotnet run --project tests/LambdaMcp.Gateway.Tests -- -explicit only</c>.
/// </summary>
public sealed class OfficialSuiteTests(ITestOutputHelper output)
{
    private const string NeedsRemote = "refers to a document of its own that would have to be fetched";
    private const string NeedsMetaSchema = "names a meta-schema of its own, which would have to be fetched";

    // File and group, as the suite names them.
    private static readonly Dictionary<string, string> NotSupported = new()
    {
        ["dynamicRef: strict-tree schema, guards against misspelled properties"] = NeedsRemote,
        ["dynamicRef: tests for implementation dynamic anchor and reference link"] = NeedsRemote,
        ["dynamicRef: $ref and $dynamicAnchor are independent of order - $defs first"] = NeedsRemote,
        ["dynamicRef: $ref and $dynamicAnchor are independent of order - $ref first"] = NeedsRemote,
        ["dynamicRef: $ref to $dynamicRef finds detached $dynamicAnchor"] = NeedsRemote,
        ["refRemote: remote ref"] = NeedsRemote,
        ["refRemote: fragment within remote ref"] = NeedsRemote,
        ["refRemote: anchor within remote ref"] = NeedsRemote,
        ["refRemote: ref within remote ref"] = NeedsRemote,
        ["refRemote: base URI change"] = NeedsRemote,
        ["refRemote: base URI change - change folder"] = NeedsRemote,
        ["refRemote: base URI change - change folder in subschema"] = NeedsRemote,
        ["refRemote: root ref in remote ref"] = NeedsRemote,
        ["refRemote: remote ref with ref to defs"] = NeedsRemote,
        ["refRemote: Location-independent identifier in remote ref"] = NeedsRemote,
        ["refRemote: retrieved nested refs resolve relative to their URI not $id"] = NeedsRemote,
        ["refRemote: remote HTTP ref with different $id"] = NeedsRemote,
        ["refRemote: remote HTTP ref with different URN $id"] = NeedsRemote,
        ["refRemote: remote HTTP ref with nested absolute ref"] = NeedsRemote,
        ["refRemote: $ref to $ref finds detached $anchor"] = NeedsRemote,
        ["vocabulary: schema that uses custom metaschema with with no validation vocabulary"] = NeedsMetaSchema,
        ["vocabulary: ignore unrecognized optional vocabulary"] = NeedsMetaSchema,
    };

    [Fact(Explicit = true)]
    public void Every_required_case_of_draft_2020_12_has_the_verdict_of_the_official_suite()
    {
        var folder = Environment.GetEnvironmentVariable("JSON_SCHEMA_TEST_SUITE")!;
        var files = Directory.GetFiles(Path.Combine(folder, "tests", "draft2020-12"), "*.json");
        Array.Sort(files, StringComparer.Ordinal);
        Assert.True(files.Length > 40, $"{folder} has only {files.Length} files of draft 2020-12.");

        var failures = new List<string>();
        var unused = NotSupported.Keys.ToHashSet();
        var (passed, total, skipped) = (0, 0, 0);
        foreach (var file in files)
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var group in document.RootElement.EnumerateArray())
            {
                var name = $"{Path.GetFileNameWithoutExtension(file)}: {group.GetProperty("description").GetString()}";
                var wrong = Run(group, name);
                var cases = group.GetProperty("tests").GetArrayLength();
                total += cases;
                if (unused.Remove(name))
                {
                    skipped += cases;
                    if (wrong.Count == 0)
                        failures.Add($"{name}: passes, though it is listed as not supported");
                    continue;
                }

                passed += cases - wrong.Count;
                failures.AddRange(wrong);
            }
        }

        output.WriteLine($"{passed} of {total} cases pass, {skipped} are not supported");
        foreach (var (name, reason) in NotSupported)
            output.WriteLine($"not supported: {name}: {reason}");
        failures.AddRange(unused.Select(x => $"{x}: is listed as not supported, but not in the suite"));
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact(Explicit = true)]
    public void Cases_that_need_remote_documents_pass_once_these_are_copied_into_the_schema()
    {
        var folder = Environment.GetEnvironmentVariable("JSON_SCHEMA_TEST_SUITE")!;
        var remotes = RemoteDocuments.Read(Path.Combine(folder, "remotes", "draft2020-12"));
        var failures = new List<string>();
        var groups = 0;
        foreach (var file in (string[])["dynamicRef", "refRemote"])
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "tests", "draft2020-12", file + ".json")));
            foreach (var group in document.RootElement.EnumerateArray())
            {
                var name = $"{file}: {group.GetProperty("description").GetString()}";
                // A copy has one $id: that of the place it was fetched from, or the other one that it names itself.
                if (!NotSupported.ContainsKey(name) || name.Contains("different", StringComparison.Ordinal) || name.Contains("not $id", StringComparison.Ordinal))
                    continue;
                groups++;
                failures.AddRange(Run(RemoteDocuments.Bundle(group, remotes), name));
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.True(groups >= 15, $"only {groups} groups");
    }

    private static List<string> Run(JsonElement group, string name)
    {
        var wrong = new List<string>();
        JsonSchemaDocument? schema = null;
        string? refusal = null;
        try
        {
            schema = JsonSchemaDocument.Compile(group.GetProperty("schema"));
        }
        catch (JsonSchemaException e)
        {
            refusal = e.Message;
        }

        foreach (var test in group.GetProperty("tests").EnumerateArray())
        {
            var violations = schema?.Validate(test.GetProperty("data"));
            if (violations is null || (violations.Count == 0) != test.GetProperty("valid").GetBoolean())
                wrong.Add($"{name}: {test.GetProperty("description").GetString()}: {refusal ?? string.Join("; ", violations!.Select(x => x.Message))}");
        }

        return wrong;
    }
}
