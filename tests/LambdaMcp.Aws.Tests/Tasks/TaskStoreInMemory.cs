using LambdaMcp.Protocol.Tasks;

namespace LambdaMcp.Aws.Tests.Tasks;

public sealed class TaskStoreInMemory : TaskStoreContract
{
    protected override Task<ITaskStore> CreateStoreAsync(TimeProvider time) => Task.FromResult<ITaskStore>(new InMemoryTaskStore(time));
}
