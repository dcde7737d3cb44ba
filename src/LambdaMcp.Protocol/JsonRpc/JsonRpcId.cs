using System.Text.Json;

namespace LambdaMcp.Protocol.JsonRpc;

/// <summary>A JSON-RPC request id: a string or an integer, echoed with its type. The default stands for <c>null</c>: an id that could not be read.</summary>
public readonly struct JsonRpcId : IEquatable<JsonRpcId>
{
    private readonly string? _text;
    private readonly long _number;
    private readonly bool _isNumber;

    private JsonRpcId(string? text, long number, bool isNumber) => (_text, _number, _isNumber) = (text, number, isNumber);

    /// <summary>Reads an id; false for anything but a string or an integer (MCP forbids null and fractions).</summary>
    public static bool TryRead(JsonElement element, out JsonRpcId id)
    {
        id = default;
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                id = new(element.GetString(), 0, false);
                return true;
            case JsonValueKind.Number when element.TryGetInt64(out var number):
                id = new(null, number, true);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether two ids are equal: the number 1 is not the text <c>1</c>.</summary>
    public static bool operator ==(JsonRpcId one, JsonRpcId other) => one.Equals(other);

    /// <summary>Whether two ids differ.</summary>
    public static bool operator !=(JsonRpcId one, JsonRpcId other) => !one.Equals(other);

    /// <inheritdoc/>
    public bool Equals(JsonRpcId other) => _text == other._text && _number == other._number && _isNumber == other._isNumber;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JsonRpcId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_text, _number, _isNumber);

    /// <inheritdoc/>
    public override string ToString() => _text ?? (_isNumber ? _number.ToString(System.Globalization.CultureInfo.InvariantCulture) : "");

    /// <summary>A text that is the same for equal ids only.</summary>
    internal string Key => _isNumber ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"n{_number}") : "t" + _text;

    /// <summary>Writes the member <c>id</c>.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WritePropertyName("id"u8);
        WriteValueTo(writer);
    }

    internal void WriteValueTo(Utf8JsonWriter writer)
    {
        if (_text is not null)
            writer.WriteStringValue(_text);
        else if (_isNumber)
            writer.WriteNumberValue(_number);
        else
            writer.WriteNullValue();
    }
}
