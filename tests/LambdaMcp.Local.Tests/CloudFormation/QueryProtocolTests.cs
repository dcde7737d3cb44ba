using System.Text;
using System.Xml.Linq;
using LambdaMcp.Local.AwsApi;
using LambdaMcp.Local.Tests.Templates;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Local.Tests.CloudFormation;

public sealed class QueryProtocolTests : IDisposable
{
    private readonly TemplateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Parameters_are_read_from_the_URL_and_from_a_form(string method)
    {
        var (status, answer) = await SendAsync(method, "Action=DescribeStackResource&StackName=test&LogicalResourceId=Logs&Version=2010-05-15");

        Assert.Equal(200, status);
        Assert.Equal("{http://cloudformation.amazonaws.com/doc/2010-05-15/}DescribeStackResourceResponse", answer.Name.ToString());
        Assert.Equal("/tools/all", Text(answer, "PhysicalResourceId"));
        Assert.Equal("request-1", Text(answer, "RequestId"));
    }

    [Fact]
    public async Task A_stack_is_found_by_its_ARN_and_all_without_a_name()
    {
        var all = (await SendAsync("GET", "Action=DescribeStacks")).Answer;
        var one = (await SendAsync("GET", $"Action=DescribeStacks&StackName={Uri.EscapeDataString(Text(all, "StackId")!)}")).Answer;

        Assert.Equal("test", Text(one, "StackName"));
        Assert.Equal(all.ToString(), one.ToString());
    }

    [Fact]
    public async Task A_secret_parameter_is_stars()
    {
        var answer = (await SendAsync("GET", "Action=DescribeStacks&StackName=test")).Answer;

        Assert.Equal(["a,b", "", "****"], answer.Descendants().Where(element => element.Name.LocalName == "ParameterValue").Select(element => element.Value));
        Assert.DoesNotContain("s3cret", answer.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Action=DescribeStacks&StackName=none", "ValidationError", "Stack with id none does not exist")]
    [InlineData("Action=DescribeStackResource&StackName=none&LogicalResourceId=F", "ValidationError", "Stack 'none' does not exist")]
    [InlineData("Action=DescribeStackResource&StackName=test&LogicalResourceId=Left", "ValidationError", "Resource Left does not exist for stack test")]
    [InlineData("Action=DescribeStackResource&StackName=test&LogicalResourceId=Queue", "ValidationError", "Resource Queue does not exist for stack test")]
    [InlineData("Action=DescribeStackResource&StackName=test&LogicalResourceId=Image", "ValidationError", "Resource Image does not exist for stack test")]
    [InlineData("Action=DescribeStackResource&StackName=test", "ValidationError", "Value null at 'logicalResourceId'")]
    [InlineData("Action=DescribeStackResources", "ValidationError", "Either StackName or PhysicalResourceId")]
    [InlineData("Action=DescribeStackResources&PhysicalResourceId=none", "ValidationError", "Stack for none does not exist")]
    [InlineData("Action=ListStackResources&StackName=%3Cb%3E", "ValidationError", "Stack with id <b> does not exist")]
    [InlineData("Action=DeleteStack&StackName=test", "InvalidAction", "Could not find operation DeleteStack")]
    [InlineData("", "InvalidAction", "Could not find operation ")]
    public async Task Refusals_are_in_AWSs_form(string parameters, string code, string message)
    {
        var (status, answer) = await SendAsync("POST", parameters);

        Assert.Equal((400, "ErrorResponse"), (status, answer.Name.LocalName));
        Assert.Equal(("Sender", code, "request-1"), (Text(answer, "Type"), Text(answer, "Code"), Text(answer, "RequestId")));
        Assert.Contains(message, Text(answer, "Message"), StringComparison.Ordinal);
    }

    private async Task<(int Status, XElement Answer)> SendAsync(string method, string parameters)
    {
        IAwsService service = DescribedStack.Service(_folder);
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Response.Headers["x-amzn-RequestId"] = "request-1";
        var response = new MemoryStream();
        context.Response.Body = response;
        if (method == "GET")
            context.Request.QueryString = new("?" + parameters);
        try
        {
            await service.HandleAsync(new AwsCall(context, method == "POST" ? Encoding.UTF8.GetBytes(parameters) : default));
        }
        catch (AwsRejectedException rejection)
        {
            await service.RejectAsync(context, rejection);
        }

        Assert.Equal("text/xml", context.Response.ContentType);
        return (context.Response.StatusCode, XElement.Parse(Encoding.UTF8.GetString(response.ToArray())));
    }

    private static string? Text(XElement answer, string name) => answer.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
}
