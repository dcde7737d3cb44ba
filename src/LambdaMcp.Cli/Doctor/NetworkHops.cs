using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace LambdaMcp.Cli.Doctor;

/// <summary>The way to the machine: its name, a connection, its certificate.</summary>
internal static class NetworkHops
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<Finding> NameAsync(Visit visit, CancellationToken cancellationToken)
    {
        const string Hop = "name";
        var host = visit.Endpoint.Url.IdnHost;
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
            return Finding.Good(Hop, $"DNS: {host}", string.Join(", ", addresses.Take(3).Select(address => address.ToString())));
        }
        catch (SocketException error)
        {
            return Finding.Broken(Hop, $"DNS: {host}", error.Message, "No machine has this name.", $"Compare the URL with the stack's output McpUrl. It was named by {visit.Endpoint.Source}. A stack that was made anew has another URL.");
        }
    }

    public static async Task<Finding> ConnectionAsync(Visit visit, CancellationToken cancellationToken)
    {
        const string Hop = "connection";
        var url = visit.Endpoint.Url;
        var asked = $"{(url.Scheme == Uri.UriSchemeHttps ? "TLS" : "TCP")}: {url.IdnHost}:{url.Port}";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(url.IdnHost, url.Port, patience.Token);
            if (url.Scheme != Uri.UriSchemeHttps)
                return url.IsLoopback ? Finding.Good(Hop, asked, "connected") : new(Hop, Verdict.Doubtful, asked, "connected, without TLS", "Everybody on the way can read the token.", "Use https.");
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = url.IdnHost }, patience.Token);
            using var certificate = new X509Certificate2(tls.RemoteCertificate!);
            return Finding.Good(Hop, asked, $"{tls.SslProtocol}, certificate until {certificate.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        }
        catch (AuthenticationException error)
        {
            return Finding.Broken(Hop, asked, error.Message, "The machine's certificate is not one that is trusted for this name.", "Look at the custom domain's certificate in ACM, at a proxy on the way, and at this machine's clock.");
        }
        catch (Exception error) when (error is SocketException or IOException || error is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Finding.Broken(Hop, asked, error is OperationCanceledException ? "nothing within 10 seconds" : error.Message, "Nothing listens there, or a firewall stands between.",
                visit.Endpoint.Aws.Local is null ? "Try from another network. A private API is reached from its VPC alone." : "Local does not run any more: lambda-mcp local");
        }
    }
}
