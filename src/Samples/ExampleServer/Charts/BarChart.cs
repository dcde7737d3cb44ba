namespace ExampleServer.Charts;

/// <summary>Bars of equal width on a white ground.</summary>
internal static class BarChart
{
    private const int BarWidth = 12;
    private const int Gap = 4;
    private const int Height = 120;

    // Its index in the palette; 0 is the ground.
    private const byte Bar = 1;

    public static byte[] Draw(IReadOnlyList<double> values)
    {
        var width = Gap + values.Count * (BarWidth + Gap);
        var pixels = new byte[width * Height];
        var highest = values.Max();
        for (var bar = 0; bar < values.Count; bar++)
        {
            var height = highest > 0 ? (int)Math.Round(Math.Max(0, values[bar]) / highest * (Height - Gap)) : 0;
            for (var y = Height - height; y < Height; y++)
                pixels.AsSpan(y * width + Gap + bar * (BarWidth + Gap), BarWidth).Fill(Bar);
        }

        return PngWriter.Write(width, Height, pixels, palette: [0xFF, 0xFF, 0xFF, 0x2F, 0x6F, 0xC4]);
    }
}
