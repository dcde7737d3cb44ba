using System.Text.Json;

namespace LambdaMcp.StdioClient.Wire;

/// <summary>The requests that the server has not answered, by ids of our own: clients choose theirs as they like.</summary>
internal sealed class PendingRequests
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, IPendingRequest> _requests = [];
    private ServerFailedException? _failure;
    private long _lastId;

    /// <summary>Takes in a request.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="ServerFailedException">All requests fail.</exception>
    public long Add(Func<long, IPendingRequest> create)
    {
        lock (_gate)
        {
            ThrowIfFailed();
            var id = ++_lastId;
            _requests.Add(id, create(id));
            return id;
        }
    }

    /// <returns>Whether the server had not answered it.</returns>
    public bool Remove(long id)
    {
        lock (_gate)
            return _requests.Remove(id);
    }

    /// <summary>Brings an answer to its request.</summary>
    /// <returns>Whether there ever was such a request; it may be cancelled by now.</returns>
    public bool Answer(long id, JsonElement response)
    {
        IPendingRequest? request;
        lock (_gate)
        {
            if (!_requests.Remove(id, out request))
                return id >= 1 && id <= _lastId;
        }

        request.Answer(response);
        return true;
    }

    /// <summary>Fails those that are there, and all that come.</summary>
    public void Fail(ServerFailedException why)
    {
        IPendingRequest[] requests;
        lock (_gate)
        {
            why = _failure ??= why;
            requests = [.. _requests.Values];
            _requests.Clear();
        }

        foreach (var request in requests)
            request.Fail(why);
    }

    /// <summary>Those that are there now.</summary>
    public IPendingRequest[] Now()
    {
        lock (_gate)
            return [.. _requests.Values];
    }

    /// <exception cref="ServerFailedException">All requests fail.</exception>
    public void ThrowIfFailed()
    {
        if (Volatile.Read(ref _failure) is { } failure)
            throw new ServerFailedException(failure.Failure, failure.Message, failure);
    }
}
