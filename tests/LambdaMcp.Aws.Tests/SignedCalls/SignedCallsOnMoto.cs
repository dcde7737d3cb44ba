namespace LambdaMcp.Aws.Tests.SignedCalls;

/// <summary>The same on moto_server. It has no EventBridge Schemas: AWS's JavaScript client judges our emulation of those.</summary>
public sealed class SignedCallsOnMoto(MotoServer moto) : SignedCallContract, IClassFixture<MotoServer>
{
    public static DateTimeOffset MinuteOfMetrics => Minute;

    protected override Task<string> UrlAsync() => Task.FromResult(moto.Url());
}
