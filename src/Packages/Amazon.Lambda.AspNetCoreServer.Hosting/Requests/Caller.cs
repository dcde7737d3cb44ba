using System.Security.Claims;
using System.Text.Json;
using Amazon.Lambda.AspNetCoreServer.Hosting.Events;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Requests;

/// <summary>The user: a claim for each value that the front door's authorizer gave. Read when somebody asks.</summary>
internal sealed class Caller(HttpEvent httpEvent) : IHttpAuthenticationFeature
{
    private const string AuthenticationType = "AuthorizerIdentity";

    private bool _read;

    public ClaimsPrincipal? User
    {
        get
        {
            if (!_read)
            {
                _read = true;
                field = Read();
            }

            return field;
        }

        set
        {
            _read = true;
            field = value;
        }
    }

    private ClaimsPrincipal? Read()
    {
        ReadOnlyMemory<byte> json = httpEvent.Json[httpEvent.Authorizer];
        if (json.IsEmpty)
            return null;
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement authorizer = document.RootElement;
        if (authorizer.ValueKind != JsonValueKind.Object)
            return null;
        return new ClaimsPrincipal(new ClaimsIdentity(Claims(Source(authorizer)), AuthenticationType));
    }

    /// <summary>A token's claims where there are some, else what a Lambda authorizer said.</summary>
    private JsonElement Source(JsonElement authorizer)
    {
        if (httpEvent.Kind == HttpEventKind.RestApi)
            return authorizer.TryGetProperty("claims"u8, out JsonElement claims) && claims.ValueKind == JsonValueKind.Object ? claims : authorizer;
        if (authorizer.TryGetProperty("jwt"u8, out JsonElement jwt) && jwt.ValueKind == JsonValueKind.Object)
            return jwt.TryGetProperty("claims"u8, out JsonElement claims) ? claims : default;
        return authorizer.TryGetProperty("lambda"u8, out JsonElement context) ? context : default;
    }

    private static List<Claim> Claims(JsonElement source)
    {
        List<Claim> claims = [];
        if (source.ValueKind != JsonValueKind.Object)
            return claims;
        foreach (JsonProperty property in source.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null)
                claims.Add(new Claim(property.Name, property.Value.ToString()));
        }

        return claims;
    }
}
