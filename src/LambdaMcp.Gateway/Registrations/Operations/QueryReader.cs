using System.Globalization;
using Microsoft.AspNetCore.Http;
using static LambdaMcp.Gateway.Registrations.RegistrationAnswer;

namespace LambdaMcp.Gateway.Registrations.Operations;

/// <summary>Reads a request's query and notes every fault in it; the pointer of a parameter is <c>?name</c>.</summary>
internal sealed class QueryReader
{
    private readonly IQueryCollection _query;
    private readonly RegistrationFaults _faults = new();

    public QueryReader(HttpRequest request, params IReadOnlyCollection<string> known)
    {
        _query = request.Query;
        foreach (var name in _query.Keys.Where(name => !known.Contains(name)))
            Refuse(name, known.Count == 0 ? "is not known here: this operation takes no parameters" : $"is not known here; known are {string.Join(", ", known)}");
    }

    public bool HasFaults => _faults.Any;

    public Task SendFaultsAsync(HttpContext context) =>
        SendErrorAsync(context, StatusCodes.Status400BadRequest, "The query has faults.", _faults.All);

    public void Refuse(string name, string rule) => _faults.Add($"?{name}", rule);

    public string? Text(string name)
    {
        if (!_query.TryGetValue(name, out var values))
            return null;
        if (values.Count > 1)
            Refuse(name, "may be given once");
        return values[0] is { Length: > 0 } text ? text : null;
    }

    public IReadOnlyList<string> Texts(string name) => _query.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];

    /// <summary>A flag; its name alone means true.</summary>
    public bool? Flag(string name)
    {
        if (!_query.TryGetValue(name, out var values))
            return null;
        switch (values.ToString())
        {
            case "" or "true":
                return true;
            case "false":
                return false;
            default:
                Refuse(name, "must be true or false");
                return null;
        }
    }

    public int? Number(string name, int least, int most)
    {
        if (Text(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Refuse(name, $"must be a whole number from {least} to {most}");
        return null;
    }

    /// <summary>One of some words.</summary>
    public T? Word<T>(string name, Func<string, T?> read, IReadOnlyList<string> words)
        where T : struct
    {
        if (Text(name) is not { } word)
            return null;
        var value = read(word);
        if (value is null)
            Refuse(name, $"must be one of {string.Join(", ", words)}");
        return value;
    }
}
