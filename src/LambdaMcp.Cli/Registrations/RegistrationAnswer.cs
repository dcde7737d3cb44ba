using System.Net;
using System.Text.Json.Nodes;

namespace LambdaMcp.Cli.Registrations;

/// <summary>An answer of the registration API.</summary>
/// <param name="Json">The body; null where there is none.</param>
/// <param name="Tag">The entity tag; null where there is none.</param>
/// <param name="Status">The HTTP status.</param>
internal sealed record RegistrationAnswer(JsonNode? Json, string? Tag, HttpStatusCode Status);
