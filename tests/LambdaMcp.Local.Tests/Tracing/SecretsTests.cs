using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.Tests.Tracing;

public sealed class SecretsTests
{
    private const string Secret = "s3cret+value/\"quoted\"";

    [Theory]
    [InlineData("before s3cret+value/\"quoted\" after", "before ••• after")]
    [InlineData("""{"a":"s3cret\u002Bvalue/\u0022quoted\u0022"}""", """{"a":"•••"}""")]
    [InlineData("""{"a":"s3cret+value/\"quoted\""}""", """{"a":"•••"}""")]
    [InlineData("x=s3cret%2Bvalue%2F%22quoted%22&y", "x=•••&y")]
    [InlineData("czNjcmV0K3ZhbHVlLyJxdW90ZWQi", "•••")]
    public void A_known_secret_is_concealed_however_it_is_written(string text, string concealed)
    {
        var secrets = new Secrets();
        secrets.AddFixed(Secret);

        Assert.Equal(concealed, secrets.Conceal(text));
    }

    [Theory]
    [InlineData("Authorization: Bearer abcdefghijkl", "Authorization: Bearer •••")]
    [InlineData("x eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2ln y", "x ••• y")]
    [InlineData("""{"password": "a\"b", "userPassword":"c", "client_secret":"d","apiKey":"e","token":"f"}""", """{"password": "•••", "userPassword":"•••", "client_secret":"•••","apiKey":"•••","token":"•••"}""")]
    [InlineData("""{"text":"{\"password\":\"a\\\"b\",\"other\":\"c\"}"}""", """{"text":"{\"password\":\"•••\",\"other\":\"c\"}"}""")]
    [InlineData("""{"nextToken":"page 2","maxTokens":"5","progressToken":"p","tokens":"many"}""", """{"nextToken":"page 2","maxTokens":"5","progressToken":"p","tokens":"many"}""")]
    public void What_looks_like_a_secret_is_concealed_and_nothing_else(string text, string concealed) =>
        Assert.Equal(concealed, new Secrets().Conceal(text));

    [Fact]
    public void Tokens_that_requests_bring_are_concealed_the_latest_of_them()
    {
        var secrets = new Secrets();
        secrets.AddCredential("Bearer first-token");
        Assert.Equal("a •••", secrets.Conceal("a first-token"));
        for (var number = 0; number < 500; number++)
            secrets.AddCredential($"Bearer token-number-{number:D3}");

        Assert.Equal("••• first-token", secrets.Conceal("token-number-499 first-token"));
    }

    [Fact]
    public void A_word_is_no_secret()
    {
        var secrets = new Secrets();
        secrets.AddFixed("abc");
        secrets.AddFixed(null);
        secrets.AddCredential(null);

        Assert.Equal("abc", secrets.Conceal("abc"));
    }

    [Fact]
    public void A_secret_across_the_end_of_what_is_shown_is_concealed()
    {
        var secrets = new Secrets();
        secrets.AddFixed("a-secret-of-some-length");
        var body = new BoundedBody();
        body.Append(System.Text.Encoding.UTF8.GetBytes(new string('x', BoundedBody.Shown - 8) + "a-secret-of-some-length" + new string('y', 100_000)));

        var shown = body.Read(secrets.Conceal);

        Assert.Equal(BoundedBody.Shown - 8 + 23 + 100_000, body.Length);
        Assert.Equal(BoundedBody.Shown + 1, shown.Length);
        Assert.EndsWith("x•••yyyyy…", shown, StringComparison.Ordinal);
    }
}
