using System.Text.Json.Serialization;

namespace LambdaMcp.Aws.Schemas;

[JsonSerializable(typeof(DescribeSchemaAnswer))]
[JsonSerializable(typeof(ListSchemaVersionsAnswer))]
internal sealed partial class SchemasJson : JsonSerializerContext;
