using System.Text.Json.Serialization;

namespace Packages.Tests.Hosting;

internal sealed record Greeting(string? Text, string? Language);

[JsonSerializable(typeof(Greeting))]
internal sealed partial class GreetingJson : JsonSerializerContext;
