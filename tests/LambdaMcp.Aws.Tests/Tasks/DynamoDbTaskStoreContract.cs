using LambdaMcp.Aws.Tasks;
using LambdaMcp.Aws.Tests.Tables;
using LambdaMcp.Protocol.Tasks;

namespace LambdaMcp.Aws.Tests.Tasks;

public abstract class DynamoDbTaskStoreContract(ITableService tables) : TaskStoreContract
{
    private TestTable? _table;

    protected override async Task<ITaskStore> CreateStoreAsync(TimeProvider time)
    {
        var client = tables.Client();
        _table = await TestTable.CreateAsync(client, "pk", "sk");
        return new DynamoDbTaskStore(() => client, _table.Name, time);
    }

    protected override async ValueTask DisposeStoreAsync()
    {
        if (_table is not null)
            await _table.DisposeAsync();
    }
}
