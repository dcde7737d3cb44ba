using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ExampleServer.Charts;

/// <summary>A tool whose result is an image.</summary>
[McpServerToolType]
internal static class ChartTools
{
    /// <summary>Draws numbers as a bar chart, and gives it as a PNG image.</summary>
    /// <param name="values">1 to 50 numbers, from left to right; what is below 0 is drawn as 0.</param>
    [McpServerTool(ReadOnly = true)]
    public static ImageContentBlock DrawBarChart(double[] values) => values.Length is > 0 and <= 50
        ? ImageContentBlock.FromBytes(BarChart.Draw(values), "image/png")
        : throw new McpException($"Give 1 to 50 numbers, not {values.Length}.");
}
