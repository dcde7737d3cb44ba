using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;

namespace LambdaMcp.Local.Lambda;

/// <summary>One of a process's output streams, cut into lines.</summary>
internal sealed partial class OutputPipe(Stream stream, InvocationLog log)
{
    // Lambda cuts longer events too; a program without line breaks must not fill the memory.
    private const int LongestLine = 256 * 1024;

    // More than a pipe holds: once so much was read, what was written before is in the log. A program may write without end.
    private const int MostPending = 1 << 20;

    private readonly Lock _gate = new();
    private readonly StringBuilder _line = new();
    private volatile bool _waiting;
    private volatile bool _ended;
    private long _read;

    public async Task PumpAsync()
    {
        var buffer = new byte[16 * 1024];
        var text = new char[buffer.Length + 1];
        var decoder = Encoding.UTF8.GetDecoder();
        try
        {
            while (true)
            {
                var read = stream.ReadAsync(buffer);
                _waiting = !read.IsCompleted;
                var count = await read;
                _waiting = false;
                if (count == 0)
                    break;
                Append(text.AsSpan(0, decoder.GetChars(buffer.AsSpan(0, count), text, flush: false)));
                Interlocked.Add(ref _read, count);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process is gone, and its last words with it.
        }
        finally
        {
            _ended = true;
        }
        FlushLine();
    }

    /// <summary>Waits until what the process has written so far is in the log.</summary>
    public async Task DrainAsync()
    {
        var enough = Interlocked.Read(ref _read) + MostPending;
        for (var quiet = 0; quiet < 2 && !_ended && Interlocked.Read(ref _read) < enough; quiet = _waiting && !HasData() ? quiet + 1 : 0)
            await Task.Yield();
        FlushLine();
    }

    private void Append(ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            for (int end; (end = text.IndexOf('\n')) >= 0; text = text[(end + 1)..])
            {
                _line.Append(text[..end].TrimEnd('\r'));
                Emit();
            }
            _line.Append(text);
            if (_line.Length > LongestLine)
                Emit();
        }
    }

    private void FlushLine()
    {
        lock (_gate)
        {
            if (_line.Length > 0)
                Emit();
        }
    }

    private void Emit()
    {
        log.Write(_line.ToString());
        _line.Clear();
    }

    private unsafe bool HasData()
    {
        if (OperatingSystem.IsWindows() || stream is not PipeStream { IsConnected: true, SafePipeHandle: { IsClosed: false, IsInvalid: false } handle })
            return false;
        var file = new PollFile { Descriptor = (int)handle.DangerousGetHandle(), Wanted = 1 };
        return Poll(&file, 1, 0) > 0 && (file.Ready & 1) != 0;
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static unsafe partial int Poll(PollFile* files, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFile
    {
        public int Descriptor;
        public short Wanted;
        public short Ready;
    }
}
