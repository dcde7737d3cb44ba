using LambdaMcp.Protocol.Client;

namespace LambdaMcp.Protocol.Tests.Client;

public sealed class NotificationBudgetTests
{
    [Fact]
    public void Some_notifications_go_at_once_and_then_so_many_each_second()
    {
        var time = new ManualTime();
        var budget = new NotificationBudget(time);

        Assert.Equal(200, Taken(budget));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(50, Taken(budget));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, Taken(budget));
    }

    private static int Taken(NotificationBudget budget)
    {
        var taken = 0;
        while (budget.TryTake())
            taken++;
        return taken;
    }
}
