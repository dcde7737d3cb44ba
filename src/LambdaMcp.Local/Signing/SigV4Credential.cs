namespace LambdaMcp.Local.Signing;

/// <summary>The credential that a request names: access key and scope.</summary>
internal sealed record SigV4Credential(string AccessKeyId, string Date, string Region, string Service)
{
    private const string Terminator = "aws4_request";

    public string Scope => $"{Date}/{Region}/{Service}/{Terminator}";

    /// <summary>Reads <c>key/yyyymmdd/region/service/aws4_request</c>; null for anything else.</summary>
    public static SigV4Credential? Parse(string text) => text.Split('/') switch
    {
        [.. var key, var date, var region, var service, Terminator] when key.Length > 0 =>
            new(string.Join('/', key), date, region, service),
        _ => null,
    };
}
