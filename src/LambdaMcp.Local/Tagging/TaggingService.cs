using System.Text.Json.Nodes;
using LambdaMcp.Local.AwsApi;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Tagging;

/// <summary>The Resource Groups Tagging API's GetResources for the templates' functions, over the JSON 1.1 protocol.</summary>
internal sealed class TaggingService(Func<IReadOnlyList<FunctionDefinition>> functions) : IAwsService
{
    private const int LargestPage = 100;
    private const int DefaultPage = 50;

    public string SigningName => "tagging";

    public Task HandleAsync(AwsCall call) => AwsResult.WriteAsync(call.Http, call.Operation switch
    {
        "GetResources" => GetResources(call.Input()),
        _ => throw new AwsRejectedException(StatusCodes.Status400BadRequest, "UnknownOperationException", $"The local Tagging API has no operation {call.Operation}"),
    });

    private JsonObject GetResources(JsonObject input)
    {
        var size = input["ResourcesPerPage"]?.GetValue<int>() ?? DefaultPage;
        if (size is < 1 or > LargestPage)
            throw Invalid($"ResourcesPerPage is a number from 1 to {LargestPage}.");
        var types = Texts(input["ResourceTypeFilters"]);
        var filters = (input["TagFilters"] as JsonArray ?? []).Select(filter => TagCondition.Read(filter!.AsObject())).ToList();
        var found = functions().Where(_ => types.Count == 0 || types.Contains("lambda") || types.Contains("lambda:function"))
            .Where(function => function.Tags.Count > 0 && filters.TrueForAll(filter => filter.Holds(function.Tags)))
            .OrderBy(static function => function.Arn, StringComparer.Ordinal).ToList();
        var (page, next) = Page.Of(found, input["PaginationToken"]?.GetValue<string>(), size, "PaginationTokenExpiredException");
        return new JsonObject
        {
            // Empty, not missing, on the last page.
            ["PaginationToken"] = next ?? "",
            ["ResourceTagMappingList"] = new JsonArray([.. page.Select(Describe)]),
        };
    }

    private static JsonObject Describe(FunctionDefinition function) => new()
    {
        ["ResourceARN"] = function.Arn,
        ["Tags"] = new JsonArray([.. function.Tags.Select(static tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]),
    };

    private static List<string> Texts(JsonNode? array) => [.. (array as JsonArray ?? []).Select(static item => item!.GetValue<string>())];

    private static AwsRejectedException Invalid(string message) => new(StatusCodes.Status400BadRequest, "InvalidParameterException", message);

    private sealed record TagCondition(string Key, List<string> Values)
    {
        public static TagCondition Read(JsonObject filter) =>
            new(filter[nameof(Key)]?.GetValue<string>() ?? throw Invalid("A tag filter has no Key."), Texts(filter[nameof(Values)]));

        public bool Holds(IReadOnlyDictionary<string, string> tags) => tags.TryGetValue(Key, out var value) && (Values.Count == 0 || Values.Contains(value));
    }
}
