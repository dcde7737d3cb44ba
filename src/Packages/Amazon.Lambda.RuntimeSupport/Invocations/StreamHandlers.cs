namespace Amazon.Lambda.RuntimeSupport.Invocations;

/// <summary>The answers of handlers that return a stream.</summary>
internal static class StreamHandlers
{
    /// <summary>All of the stream, which is then closed; nothing for null.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream? stream)
    {
        if (stream is null)
            return default;
        await using (stream)
        {
            if (stream is MemoryStream memory && memory.TryGetBuffer(out ArraySegment<byte> written))
                return written.AsMemory((int)memory.Position);
            MemoryStream copy = new();
            await stream.CopyToAsync(copy);
            return copy.GetBuffer().AsMemory(0, (int)copy.Length);
        }
    }
}
