using System.Diagnostics;

namespace Runner.Flooding;

/// <summary>Requests of nobody, so many a second whether they are answered or not: one half without a token, the other with one that is made up.</summary>
internal sealed class Flood(Uri url, int perSecond, TimeSpan duration)
{
    private const int Connections = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <returns>What was sent and what came back.</returns>
    public async Task<FloodOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var connections = new List<FloodConnection>();
        try
        {
            for (var i = 0; i < Connections; i++)
                connections.Add(await FloodConnection.OpenAsync(url, cancellationToken));
            var clock = Stopwatch.StartNew();
            var sent = await SendAsync(connections, clock, cancellationToken);
            var sending = clock.Elapsed;
            foreach (var connection in connections)
                connection.EndSending();
            var statuses = await Task.WhenAll(connections.Select(connection => connection.Answered)).WaitAsync(Patience, cancellationToken);
            return new(
                sent, sending, clock.Elapsed,
                statuses.SelectMany(static counts => counts).GroupBy(static count => count.Key).ToDictionary(static group => group.Key, static group => group.Sum(count => count.Value)));
        }
        catch (Exception exception) when (exception is TimeoutException or System.Net.Sockets.SocketException)
        {
            throw new BenchmarkException($"The flood was not answered to its end: {exception.Message}");
        }
        finally
        {
            foreach (var connection in connections)
                connection.Dispose();
        }
    }

    private async Task<int> SendAsync(List<FloodConnection> connections, Stopwatch clock, CancellationToken cancellationToken)
    {
        var sent = 0;
        var turn = 0;
        while (clock.Elapsed < duration)
        {
            // Open loop: what is late is sent at once. A connection gets what is due in one piece, one without and one with a token in turn.
            var due = (int)(clock.Elapsed.TotalSeconds * perSecond) - sent;
            while (due > 0)
            {
                var piece = Math.Min(due, 4);
                await connections[turn].SendAsync(sent, piece, cancellationToken);
                turn = (turn + 1) % connections.Count;
                (sent, due) = (sent + piece, due - piece);
            }

            await Task.Delay(2, cancellationToken);
        }

        return sent;
    }
}
