using System.Text.Json;
using LambdaMcp.Telemetry.Metrics;
using YamlDotNet.RepresentationModel;

namespace LambdaMcp.Telemetry.Tests;

/// <summary>What template.yaml reads of our metrics is what the programs write.</summary>
public sealed class DashboardTests
{
    private const string Namespace = "LambdaMcp/${AWS::StackName}";

    private static readonly YamlMappingNode Template = Load();

    [Fact]
    public void Every_metric_that_the_dashboard_shows_is_one_that_is_written()
    {
        var read = new List<(string Metric, string[] Dimensions)>();
        using var body = JsonDocument.Parse(Text(Template, "Resources", "Dashboard", "Properties", "DashboardBody"));
        foreach (var row in body.RootElement.GetProperty("widgets").EnumerateArray().SelectMany(widget => widget.GetProperty("properties").GetProperty("metrics").EnumerateArray()))
        {
            if (row[0].ValueKind == JsonValueKind.String && row[0].GetString() == Namespace)
                read.Add((row[1].GetString()!, [.. row.EnumerateArray().Skip(2).Where(part => part.ValueKind == JsonValueKind.String).Select(part => part.GetString()!)]));
            else if (row[0].ValueKind == JsonValueKind.Object)
                Assert.All(MetricsOf(row[0].GetProperty("expression").GetString()!), metric => Assert.Contains(metric, (string[])[MetricNames.Calls, MetricNames.Errors, MetricNames.Latency]));
        }

        Assert.All(read, Check);
        // And whoever adds a metric thinks of the dashboard.
        Assert.Equal(MetricNames.All.Order(StringComparer.Ordinal), read.Select(metric => metric.Metric).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_metric_that_an_alarm_watches_is_one_that_is_written()
    {
        var read = Resources("AWS::CloudWatch::Alarm").SelectMany(Metrics).Where(metric => metric.Namespace == Namespace).ToArray();

        Assert.NotEmpty(read);
        Assert.All(read, metric => Check((metric.Name, metric.Dimensions)));
    }

    [Fact]
    public void Nothing_of_it_is_there_unless_it_is_wanted()
    {
        string[] conditions = [.. Resources("AWS::CloudWatch::Alarm").Concat(Resources("AWS::CloudWatch::Dashboard")).Select(resource => Text(resource, "Condition"))];

        Assert.True(conditions.Length > 5);
        Assert.All(conditions, condition => Assert.Equal("IsMonitored", condition));
        Assert.Equal("disabled", Text(Template, "Parameters", "Monitoring", "Default"));
    }

    private static void Check((string Metric, string[] Dimensions) read)
    {
        Assert.Contains(read.Metric, MetricNames.All);
        Assert.Equal(MetricNames.Service, read.Dimensions[0]);
        Assert.Contains(read.Dimensions[1], Resources("AWS::Serverless::Function").Select(function => Text(function, "Properties", "Environment", "Variables", "POWERTOOLS_SERVICE_NAME")));
        Assert.Equal(read.Metric == MetricNames.Decisions ? MetricNames.Outcome : null, read.Dimensions.ElementAtOrDefault(2));
        if (read.Metric == MetricNames.Decisions)
            Assert.Contains(read.Dimensions[3], (string[])["granted", "unauthorized", "forbidden", "limited"]);
    }

    // SEARCH('{"NAMESPACE",DIMENSIONS} MetricName="NAME" …
    private static IEnumerable<string> MetricsOf(string search)
    {
        // In quotation marks, for stacks' names have hyphens.
        Assert.Contains($"{{\"{Namespace}\",Service,Tool}}", search, StringComparison.Ordinal);
        return search.Split("MetricName=\"").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]);
    }

    private static IEnumerable<(string? Namespace, string Name, string[] Dimensions)> Metrics(YamlMappingNode alarm)
    {
        var properties = Map(alarm, "Properties");
        if (!properties.Children.ContainsKey("Metrics"))
            return [Metric(properties)];
        return ((YamlSequenceNode)properties["Metrics"]).Cast<YamlMappingNode>().Where(part => part.Children.ContainsKey("MetricStat")).Select(part => Metric(Map(part, "MetricStat", "Metric")));
    }

    private static (string? Namespace, string Name, string[] Dimensions) Metric(YamlMappingNode metric) => (
        Text(metric, "Namespace"), Text(metric, "MetricName"),
        [.. ((YamlSequenceNode)metric["Dimensions"]).Cast<YamlMappingNode>().SelectMany(dimension => (string[])[Text(dimension, "Name"), Text(dimension, "Value")])]);

    private static IEnumerable<YamlMappingNode> Resources(string type) =>
        Map(Template, "Resources").Children.Values.Cast<YamlMappingNode>().Where(resource => Text(resource, "Type") == type);

    private static YamlMappingNode Map(YamlMappingNode node, params string[] path) => path.Aggregate(node, (inner, name) => (YamlMappingNode)inner[name]);

    private static string Text(YamlMappingNode node, params string[] path) => ((YamlScalarNode)Map(node, path[..^1])[path[^1]]).Value!;

    private static YamlMappingNode Load()
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Repository.Path("template.yaml"));
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }
}
