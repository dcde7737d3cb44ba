using System.Text.Json.Serialization;

namespace LambdaMcp.Auth;

[JsonSerializable(typeof(string[]))]
internal sealed partial class PrincipalJsonContext : JsonSerializerContext;
