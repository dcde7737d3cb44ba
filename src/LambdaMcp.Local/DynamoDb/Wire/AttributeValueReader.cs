using System.Collections.Immutable;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Wire;

/// <summary>Reads attribute values, such as <c>{"S":"text"}</c>, and refuses what DynamoDB refuses.</summary>
internal static class AttributeValueReader
{
    private const int MaximumDepth = 32;

    private static readonly string[] TypeCodes = Enum.GetNames<AttributeType>();

    public static MapValue ReadItem(JsonInput input) => ReadMembers(input, 1);

    public static AttributeValue Read(JsonInput input) => Read(input, 1);

    private static MapValue ReadMembers(JsonInput input, int depth)
    {
        var members = MapValue.Empty.Members.ToBuilder();
        foreach (var (name, value) in input.Members())
            members[name] = Read(value, depth);
        return new(members.ToImmutable());
    }

    private static AttributeValue Read(JsonInput input, int depth)
    {
        if (depth > MaximumDepth)
            throw DynamoDbException.Validation(
                "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit");

        string? type = null;
        foreach (var code in TypeCodes)
        {
            if (!input.Has(code))
                continue;
            if (type is not null)
                throw DynamoDbException.Validation(
                    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
            type = code;
        }

        return type switch
        {
            "S" => new StringValue(input.Text("S")!),
            "N" => new NumberValue(DynamoNumber.Parse(input.Text("N")!)),
            "B" => new BinaryValue(Bytes(input.Text("B")!)),
            "BOOL" => new BooleanValue(input.Flag("BOOL")!.Value),
            "NULL" => ReadNull(input),
            "L" => new ListValue([.. input.Objects("L")!.Select(element => Read(element, depth + 1))]),
            "M" => ReadMembers(input.Object("M")!.Value, depth + 1),
            "SS" => ReadSet(AttributeType.SS, input, "string", static text => new StringValue(text)),
            "NS" => ReadSet(AttributeType.NS, input, "number", static text => new NumberValue(DynamoNumber.Parse(text))),
            "BS" => ReadSet(AttributeType.BS, input, "binary", static text => new BinaryValue(Bytes(text))),
            _ => throw DynamoDbException.Validation(
                "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"),
        };
    }

    private static NullValue ReadNull(JsonInput input) => input.Flag("NULL") == true
        ? new NullValue()
        : throw DynamoDbException.InvalidParameter("Null attribute value types must have the value of true");

    private static SetValue ReadSet(AttributeType type, JsonInput input, string kind, Func<string, AttributeValue> read)
    {
        var texts = input.Texts(type.ToString())!;
        if (texts.Count == 0)
            throw DynamoDbException.InvalidParameter($"An {kind} set  may not be empty");

        var elements = texts.Select(read).ToImmutableArray();
        if (elements.Distinct().Count() == elements.Length)
            return SetValue.Create(type, elements);

        throw type switch
        {
            AttributeType.SS => DynamoDbException.InvalidParameter($"Input collection [{string.Join(", ", texts)}] contains duplicates."),
            AttributeType.NS => DynamoDbException.Validation("Input collection contains duplicates"),
            _ => DynamoDbException.InvalidParameter("Input collection of type BS contains duplicates."),
        };
    }

    private static byte[] Bytes(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw DynamoDbException.Serialization("Base64 encoded length is expected a multiple of 4 bytes, with the standard alphabet");
        }
    }
}
