using System.Runtime.CompilerServices;
using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.Gateway.Discovery.Tags;

namespace LambdaMcp.Aws.Discovery;

/// <summary>
/// The functions' tags from the Resource Groups Tagging API: a hundred functions a call, chosen by tag already. Lambda's own ListTags
/// takes a call for each function, and allows 15 a second to the whole account.
/// </summary>
internal sealed class TaggingApiDirectory(Func<SignedClient> client) : ITagDirectory
{
    private const string Operation = "ResourceGroupsTaggingAPI_20170126.GetResources";
    private const int LargestPage = 100;

    public async IAsyncEnumerable<FunctionTags> ListAsync(string? key, string? value, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var input = new GetResourcesInput
        {
            ResourceTypeFilters = ["lambda:function"],
            TagFilters = key is null ? null : [new(key, value is null ? null : [value])],
            ResourcesPerPage = LargestPage,
        };
        do
        {
            var call = SignedCall.Json("1.1", Operation, input, TaggingJson.Default.GetResourcesInput);
            var page = await client().CallAsync(call, TaggingJson.Default.GetResourcesAnswer, cancellationToken);
            foreach (var resource in page.ResourceTagMappingList ?? [])
            {
                if (resource.ResourceARN is { } arn)
                    yield return new(arn, (resource.Tags ?? []).ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal));
            }

            input = input with { PaginationToken = page.PaginationToken };
        }
        while (!string.IsNullOrEmpty(input.PaginationToken));
    }
}
