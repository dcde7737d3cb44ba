namespace LambdaMcp.Local.DynamoDb.Values;

/// <summary>What the data types have in common.</summary>
internal static class AttributeTypes
{
    /// <summary>True for the types that comparison operators and keys take.</summary>
    public static bool IsOrdered(this AttributeType type) => type is AttributeType.S or AttributeType.N or AttributeType.B;

    /// <summary>True for the three kinds of set.</summary>
    public static bool IsSet(this AttributeType type) => type is AttributeType.SS or AttributeType.NS or AttributeType.BS;

    /// <summary>The long name that some of DynamoDB's messages use.</summary>
    public static string LongName(this AttributeType type) => type switch
    {
        AttributeType.S => "STRING",
        AttributeType.N => "NUMBER",
        AttributeType.B => "BINARY",
        AttributeType.BOOL => "BOOLEAN",
        AttributeType.L => "LIST",
        AttributeType.M => "MAP",
        AttributeType.SS => "STRING_SET",
        AttributeType.NS => "NUMBER_SET",
        AttributeType.BS => "BINARY_SET",
        _ => "NULL",
    };
}
