using LambdaMcp.Aws.Tests.Tables;
using LambdaMcp.Protocol.Sealing;

namespace LambdaMcp.Aws.Tests.Sealing;

/// <summary>What <see cref="INonceStore"/> promises.</summary>
public abstract class NonceStoreContract(ITableService? tables) : SeamContract(tables)
{
    [Fact]
    public async Task A_nonce_is_used_once()
    {
        var used = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Seams.Nonces.TryUseAsync("n1", InAnHour, Cancel)));

        Assert.Single(used, one => one);
        Assert.True(await Seams.Nonces.TryUseAsync("n2", InAnHour, Cancel));
        Assert.True(await Seams.Nonces.TryUseAsync(new string('n', 128), InAnHour, Cancel));
        Assert.False(await Seams.Nonces.TryUseAsync(new string('n', 128), InAnHour, Cancel));
    }

    [Fact]
    public async Task A_nonce_is_remembered_until_what_carries_it_is_refused_anyway()
    {
        await Seams.Nonces.TryUseAsync("n1", InAnHour, Cancel);

        Time.Advance(TimeSpan.FromMinutes(59));
        Assert.False(await Seams.Nonces.TryUseAsync("n1", InAnHour, Cancel));

        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await Seams.Nonces.TryUseAsync("n1", InAnHour, Cancel));
    }
}
