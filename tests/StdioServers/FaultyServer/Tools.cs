using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Win32.SafeHandles;

namespace FaultyServer;

/// <summary>The faults that can be called for.</summary>
internal sealed class Tools
{
    private static readonly byte[] GarbageLine = Encoding.ASCII.GetBytes(new string('x', 99) + "\n");

    private readonly List<byte[]> _held = [];
    private int _calls;

    public static IReadOnlyList<string> Names { get; } =
    [
        "echo", "counter", "environment", "exit", "exit_after_answer", "kill_itself", "hang", "freeze", "answer_when", "garbage", "big_line", "big_garbage",
        "flood_stdout", "flood_stderr", "fork", "abandon", "fork_bare", "close_output", "allocate",
    ];

    /// <returns>The answer's text; null if there is none, or none yet.</returns>
    public string? Call(string name, JsonObject arguments, Stream output, Action<string> answer, Action progress)
    {
        _calls++;
        switch (name)
        {
            case "echo":
                return (string?)arguments["text"];
            case "counter":
                return $"{_calls}";
            case "environment":
                return JsonSerializer.Serialize(
                    Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value));
            case "exit":
                Environment.Exit(Number("code"));
                return null;
            case "exit_after_answer":
                answer("going");
                Thread.Sleep(Number("milliseconds"));
                Environment.Exit(Number("code"));
                return null;
            case "kill_itself":
                Process.GetCurrentProcess().Kill();
                return null;
            // Goes on reading: a ping is answered.
            case "hang":
                return null;
            case "freeze":
                Thread.Sleep(Timeout.Infinite);
                return null;
            // Goes on reading, and answers when there is a file of that path; tells of progress and says on standard error when it waits for that, and when it has answered.
            case "answer_when":
                _ = AnswerWhenAsync((string)arguments["file"]!, answer, progress);
                return null;
            case "garbage":
                return Write(output, Number("lines") * GarbageLine.Length, GarbageLine);
            case "flood_stdout":
                return Write(output, Number("bytes"), GarbageLine);
            case "big_garbage":
                Write(output, Number("bytes"), GarbageLine.AsSpan()[..^1]);
                output.WriteByte((byte)'\n');
                return "after";
            case "big_line":
                return new string('x', Number("bytes"));
            case "flood_stderr":
                using (var errors = Console.OpenStandardError())
                    return Write(errors, Number("bytes"), GarbageLine);
            // A child, which holds standard output open as it inherited it.
            case "fork":
                return $"{Process.Start("sleep", "1000").Id}";
            // A child whose parent is gone: this process's parent gets it, or whoever adopts orphans.
            case "abandon":
                return Output("sh", "-c", "sleep 1000 >/dev/null 2>&1 & echo $!");
            // A child that has not inherited any variables.
            case "fork_bare":
                return $"{Process.Start("env", ["-i", "sleep", "1000"]).Id}";
            case "close_output":
                // The runtime keeps duplicates.
                var pipe = new FileInfo("/proc/self/fd/1").LinkTarget;
                foreach (var file in Directory.GetFiles("/proc/self/fd"))
                {
                    if (new FileInfo(file).LinkTarget == pipe)
                        new SafeFileHandle(int.Parse(Path.GetFileName(file), CultureInfo.InvariantCulture), ownsHandle: true).Dispose();
                }
                return null;
            // Goes on reading, and holds it.
            case "allocate":
                var block = new byte[Number("megabytes") << 20];
                block.AsSpan().Fill(1);
                _held.Add(block);
                return null;
            default:
                return $"There is no tool {name}.";
        }

        int Number(string argument) => (int?)arguments[argument] ?? 0;
    }

    private static async Task AnswerWhenAsync(string file, Action<string> answer, Action progress)
    {
        progress();
        Console.Error.WriteLine($"waits for {file}");
        await Awaited.FileAsync(file);
        answer("late");
        Console.Error.WriteLine($"answered after {file}");
    }

    private static string Write(Stream stream, long bytes, ReadOnlySpan<byte> piece)
    {
        for (; bytes > 0; bytes -= piece.Length)
            stream.Write(piece);
        stream.Flush();
        return "after";
    }

    private static string Output(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadLine()!;
    }
}
