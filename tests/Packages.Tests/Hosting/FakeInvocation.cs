using System.Text;
using System.Threading.Channels;

namespace Packages.Tests.Hosting;

/// <summary>An event that the fake Runtime API hands out, and what came back.</summary>
internal sealed class FakeInvocation(string json, IReadOnlyList<(string Name, string Value)> headers)
{
    public string Id { get; } = Guid.NewGuid().ToString();

    public byte[] Json { get; } = Encoding.UTF8.GetBytes(json);

    public IReadOnlyList<(string Name, string Value)> Headers => headers;

    /// <summary>Whether the connection is cut when the first bytes of the answer came.</summary>
    public bool HangsUpAfterFirstPiece { get; init; }

    /// <summary>Whether the answer is refused when its head came, unread.</summary>
    public bool IsRefusedAtOnce { get; init; }

    /// <summary>The answer so far, each time more of it came.</summary>
    public Channel<byte[]> Pieces { get; } = Channel.CreateUnbounded<byte[]>();

    public TaskCompletionSource<FakeAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<FakeAnswer> AnswerAsync() => Answer.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    /// <summary>Waits until the answer so far contains the text.</summary>
    public async Task WaitForAsync(string text)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        await foreach (byte[] piece in Pieces.Reader.ReadAllAsync(limit.Token))
        {
            if (Encoding.UTF8.GetString(piece).Contains(text, StringComparison.Ordinal))
                return;
        }
    }
}
