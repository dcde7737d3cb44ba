using System.Text;
using LambdaMcp.Local.Signing;

namespace LambdaMcp.Local.Tests.Signing;

/// <summary>Requests and signatures of AWS's published Signature Version 4 test suite and documentation.</summary>
public sealed class TestSuiteTests
{
    private const string Vanilla = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";

    private static readonly SigV4Key Key = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    private static readonly ManualTime Time = new(new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("GET", "/", "", Vanilla)]
    [InlineData("POST", "/", "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    [InlineData("GET", "/", "Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    [InlineData("GET", "/", "\u1234=bar", "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04")]
    [InlineData("GET", "/", "%E1%88%B4=bar", "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04")]
    [InlineData("GET", "/\u1234", "", "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85")]
    [InlineData("GET", "/example/..", "", Vanilla)]
    [InlineData("GET", "/./", "", Vanilla)]
    [InlineData("GET", "//", "", Vanilla)]
    [InlineData("GET", "//example//", "", "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84")]
    [InlineData("GET", "/example space/", "", "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741")]
    public void A_request_of_the_test_suite_is_accepted(string method, string path, string query, string signature) =>
        Assert.Equal(SigV4Outcome.Ok, Verify(method, path, query, "host;x-amz-date", signature));

    [Fact]
    public void Header_values_are_trimmed_and_their_spaces_collapsed() => Assert.Equal(
        SigV4Outcome.Ok,
        Verify(
            "GET",
            "/",
            "",
            "host;my-header1;my-header2;x-amz-date",
            "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
            ("My-Header1", " value1"),
            ("My-Header2", " \"a   b   c\"")));

    [Fact]
    public void A_repeated_header_is_joined_in_its_order() => Assert.Equal(
        SigV4Outcome.Ok,
        Verify(
            "GET",
            "/",
            "",
            "host;my-header1;x-amz-date",
            "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
            ("My-Header1", "value2"),
            ("My-Header1", "value2"),
            ("My-Header1", "value1")));

    [Fact]
    public void A_form_is_signed_with_its_body()
    {
        const string Signature = "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a";
        SigV4Outcome Send(string body) => Verify(
            "POST", "/", "", "content-type;host;x-amz-date", Signature, body, ("Content-Type", "application/x-www-form-urlencoded"));
        Assert.Equal(SigV4Outcome.Ok, Send("Param1=value1"));
        Assert.Equal(SigV4Outcome.SignatureMismatch, Send("Param1=value2"));
    }

    [Fact]
    public void The_documentations_request_to_IAM_is_accepted()
    {
        var request = new SigV4Request(
            "GET",
            "/",
            "Action=ListUsers&Version=2010-05-08",
            [
                new("Host", "iam.amazonaws.com"),
                new("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                new("X-Amz-Date", "20150830T123600Z"),
                new(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"),
            ],
            default);
        Assert.True(new SigV4Verifier(Key, "us-east-1", "iam", Time).Verify(request).IsOk);
    }

    private static SigV4Outcome Verify(
        string method, string path, string query, string signedHeaders, string signature, params (string Name, string Value)[] headers) =>
        Verify(method, path, query, signedHeaders, signature, "", headers);

    private static SigV4Outcome Verify(
        string method,
        string path,
        string query,
        string signedHeaders,
        string signature,
        string body,
        params (string Name, string Value)[] headers)
    {
        var request = new SigV4Request(
            method,
            path,
            query,
            [
                .. headers.Select(static header => KeyValuePair.Create(header.Name, header.Value)),
                new("Host", "example.amazonaws.com"),
                new("X-Amz-Date", "20150830T123600Z"),
                new(
                    "Authorization",
                    $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders={signedHeaders}, Signature={signature}"),
            ],
            Encoding.UTF8.GetBytes(body));
        return new SigV4Verifier(Key, "us-east-1", "service", Time).Verify(request).Outcome;
    }
}
