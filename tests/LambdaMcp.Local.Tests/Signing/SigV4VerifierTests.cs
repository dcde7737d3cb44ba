using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using LambdaMcp.Local.Signing;

namespace LambdaMcp.Local.Tests.Signing;

/// <summary>The verifier against requests that AWS's SDK signs, and against everything that can be wrong with one.</summary>
public sealed class SigV4VerifierTests
{
    private const string Region = "eu-west-1";
    private const string Service = "execute-api";

    private static readonly SigV4Key Key = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    private readonly ManualTime _time = new(DateTimeOffset.UtcNow);

    [Theory]
    [InlineData("POST", null, "", "{\"id\":\"é\"}", "/prod/register")]
    [InlineData("GET", "a b/c", "", "", "/prod/register/a%20b%2Fc")]
    [InlineData("DELETE", "tool:name@1+é", "", "", "/prod/register/tool%3Aname%401%2B%C3%A9")]
    [InlineData("GET", null, "limit=5&after=a%2Bb%2Fc%20d&empty=", "", "/prod/register")]
    public void A_request_signed_by_the_SDK_is_accepted(string method, string? id, string query, string body, string path)
    {
        var request = Sign(method, id, query, body);
        Assert.Equal(path, request.Path);
        Assert.Equal(SigV4Result.Ok, Verify(request));
    }

    [Fact]
    public void A_session_token_is_accepted()
    {
        var request = Sign("GET", null, "", "", token: "a-session-token");
        Assert.Equal("a-session-token", request.Header("X-Amz-Security-Token"));
        Assert.Equal(SigV4Result.Ok, Verify(request));
    }

    [Fact]
    public void Whatever_is_changed_on_the_way_breaks_the_signature()
    {
        var request = Sign("POST", null, "limit=5", "{}");
        SigV4Request[] changed =
        [
            request with { Method = "PUT" },
            request with { Path = "/prod/other" },
            request with { Query = "limit=6" },
            request with { Query = "limit=5&more=1" },
            request with { Body = Encoding.UTF8.GetBytes("{ }") },
            request with { Headers = [.. request.Headers.Select(static header => header.Key == "Host" ? new("Host", "elsewhere") : header)] },
        ];
        foreach (var attempt in changed)
        {
            var result = Verify(attempt);
            Assert.Equal(SigV4Outcome.SignatureMismatch, result.Outcome);
            Assert.StartsWith("The request signature we calculated does not match", result.Message, StringComparison.Ordinal);
            Assert.Equal("InvalidSignatureException", result.ErrorType);
        }
    }

    [Fact]
    public void Headers_that_are_not_signed_may_change()
    {
        var request = Sign("GET", null, "", "");
        Assert.Equal(SigV4Result.Ok, Verify(request with { Headers = [.. request.Headers, new("X-Forwarded-For", "127.0.0.1")] }));
    }

    [Fact]
    public void A_hash_that_is_not_the_bodys_is_refused()
    {
        var request = Sign("POST", null, "", "{}");
        Assert.Equal(
            SigV4Outcome.SignatureMismatch,
            Verify(request with { Headers = [.. request.Headers.Where(IsNotHash), new("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")] }).Outcome);

        static bool IsNotHash(KeyValuePair<string, string> header) =>
            !header.Key.Equals("X-Amz-Content-Sha256", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Another_secret_is_not_the_right_one()
    {
        var request = Sign("GET", null, "", "");
        var verifier = new SigV4Verifier(Key with { SecretAccessKey = "other" }, Region, Service, _time);
        Assert.Equal(SigV4Outcome.SignatureMismatch, verifier.Verify(request).Outcome);
    }

    [Fact]
    public void An_unknown_access_key_is_told_apart()
    {
        var request = Sign("GET", null, "", "");
        var result = new SigV4Verifier(Key with { AccessKeyId = "OTHER" }, Region, Service, _time).Verify(request);
        Assert.Equal(SigV4Outcome.UnknownAccessKey, result.Outcome);
        Assert.Equal("The security token included in the request is invalid.", result.Message);
        Assert.Equal("UnrecognizedClientException", result.ErrorType);
    }

    [Fact]
    public void Another_region_or_service_is_out_of_scope()
    {
        var request = Sign("GET", null, "", "");
        Assert.Equal("Credential should be scoped to a valid region.", new SigV4Verifier(Key, "us-east-1", Service, _time).Verify(request).Message);
        var result = new SigV4Verifier(Key, Region, "lambda", _time).Verify(request);
        Assert.Equal(SigV4Outcome.WrongScope, result.Outcome);
        Assert.Equal("Credential should be scoped to correct service: 'lambda'.", result.Message);
    }

    [Fact]
    public void A_signature_holds_for_fifteen_minutes_in_both_directions()
    {
        var request = Sign("GET", null, "", "");
        var signed = _time.Now;
        _time.Now = signed.AddMinutes(14);
        Assert.True(Verify(request).IsOk);
        _time.Now = signed.AddMinutes(16);
        Assert.Equal(SigV4Outcome.Expired, Verify(request).Outcome);
        Assert.Matches(@"^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 15 min\.\)$", Verify(request).Message);
        _time.Now = signed.AddMinutes(-14);
        Assert.True(Verify(request).IsOk);
        _time.Now = signed.AddMinutes(-16);
        Assert.Equal(SigV4Outcome.NotYetValid, Verify(request).Outcome);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer token")]
    [InlineData("AWS4-ECDSA-P256-SHA256 Credential=a")]
    public void A_request_without_a_signature_is_missing_one(string? authorization)
    {
        var headers = authorization is null ? [] : new[] { KeyValuePair.Create("Authorization", authorization) };
        var result = Verify(new("GET", "/", "", headers, default));
        Assert.Equal(SigV4Outcome.Missing, result.Outcome);
        Assert.Equal("Missing Authentication Token", result.Message);
        Assert.Equal("MissingAuthenticationTokenException", result.ErrorType);
    }

    [Theory]
    [InlineData("Credential=AKIDEXAMPLE", "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")]
    [InlineData("Credential=AKIDEXAMPLE, SignedHeaders=host, Signature=00", "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")]
    public void An_incomplete_signature_is_told_what_it_lacks(string authorization, string message)
    {
        var result = Verify(new("GET", "/", "", [new("Authorization", "AWS4-HMAC-SHA256 " + authorization)], default));
        Assert.Equal(new(SigV4Outcome.IncompleteSignature, message), result);
        Assert.Equal("IncompleteSignatureException", result.ErrorType);
    }

    [Theory]
    [InlineData("AKIDEXAMPLE/20150830/us-east-1", "20150830T123600Z", "host", nameof(SigV4Outcome.IncompleteSignature))]
    [InlineData("AKIDEXAMPLE/20150830/eu-west-1/execute-api/aws4_request", "yesterday", "host", nameof(SigV4Outcome.IncompleteSignature))]
    [InlineData("AKIDEXAMPLE/20150830/eu-west-1/execute-api/aws4_request", "20150831T123600Z", "host", nameof(SigV4Outcome.WrongScope))]
    [InlineData("AKIDEXAMPLE/20150830/eu-west-1/execute-api/aws4_request", "20150830T123600Z", "x-amz-date", nameof(SigV4Outcome.SignatureMismatch))]
    [InlineData("AKIDEXAMPLE/20150830/eu-west-1/execute-api/aws4_request", "Sun, 30 Aug 2015 12:36:00 GMT", "host", nameof(SigV4Outcome.Expired))]
    public void The_parts_of_a_signature_have_to_fit_together(string credential, string date, string signedHeaders, string expected)
    {
        var request = new SigV4Request(
            "GET",
            "/",
            "",
            [
                new(date.EndsWith("GMT", StringComparison.Ordinal) ? "Date" : "X-Amz-Date", date),
                new("Host", "localhost"),
                new("Authorization", $"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={signedHeaders}, Signature=00"),
            ],
            default);
        Assert.Equal(expected, Verify(request).Outcome.ToString());
    }

    [Fact]
    public void A_presigned_request_holds_as_long_as_it_says()
    {
        var timestamp = SigV4Authorization.Format(_time.Now);
        var credential = new SigV4Credential(Key.AccessKeyId, timestamp[..8], Region, Service);
        var query = $"name=a%20b&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Uri.EscapeDataString($"{Key.AccessKeyId}/{credential.Scope}")}"
            + $"&X-Amz-Date={timestamp}&X-Amz-Expires=3600&X-Amz-SignedHeaders=host";
        var unsigned = new SigV4Request("GET", "/prod/x", query, [new("Host", "localhost")], default);
        var signature = Convert.ToHexStringLower(Key.Sign(credential, timestamp, CanonicalRequest.Build(unsigned, ["host"])));
        var request = unsigned with { Query = query + "&X-Amz-Signature=" + signature };

        Assert.Equal(SigV4Result.Ok, Verify(request));
        Assert.Equal(SigV4Outcome.SignatureMismatch, Verify(request with { Query = request.Query.Replace("a%20b", "c", StringComparison.Ordinal) }).Outcome);
        Assert.Equal(SigV4Outcome.IncompleteSignature, Verify(unsigned).Outcome);
        _time.Now += TimeSpan.FromMinutes(59);
        Assert.True(Verify(request).IsOk);
        _time.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(SigV4Outcome.Expired, Verify(request).Outcome);
    }

    [Fact]
    public void A_key_does_not_print_its_secret() => Assert.DoesNotContain(Key.SecretAccessKey, Key.ToString(), StringComparison.Ordinal);

    private SigV4Result Verify(SigV4Request request) => new SigV4Verifier(Key, Region, Service, _time).Verify(request);

    /// <summary>Has AWSSDK.Core's own signer sign a request, as a client of API Gateway does.</summary>
    private static SigV4Request Sign(string method, string? id, string query, string body, string? token = null)
    {
        var request = new DefaultRequest(new GetItemRequest(), Service)
        {
            HttpMethod = method,
            Endpoint = new("http://localhost:8080"),
            ResourcePath = id is null ? "/prod/register" : "/prod/register/{id}",
            Content = Encoding.UTF8.GetBytes(body),
            DeterminedSigningRegion = Region,
            OverrideSigningServiceName = Service,
            UseQueryString = query.Length > 0,
        };
        if (id is not null)
            request.AddPathResource("{id}", id);
        foreach (var (name, value) in CanonicalRequest.Parameters(query))
            request.Parameters.Add(name, value);
        request.Headers["Host"] = "localhost:8080";
        if (token is not null)
            request.Headers["X-Amz-Security-Token"] = token;

        var result = new AWS4Signer().SignRequest(
            request, new AmazonDynamoDBConfig { AuthenticationRegion = Region }, null, Key.AccessKeyId, Key.SecretAccessKey);
        request.Headers["Authorization"] = result.ForAuthorizationHeader;
        var url = AmazonServiceClient.ComposeUrl(request);
        return new(method, url.AbsolutePath, url.Query.TrimStart('?'), [.. request.Headers], Encoding.UTF8.GetBytes(body));
    }
}
