namespace LambdaMcp.Local.Tests.Templates;

public sealed class LayerReaderTests : IDisposable
{
    private readonly TemplateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Layers_of_globals_come_before_a_functions_own_and_are_referred_to_by_their_versions()
    {
        var stack = _folder.Read("""
            Globals:
              Function: { Runtime: python3.13, Handler: app.handler, CodeUri: code, Layers: [!Ref Shared] }
            Resources:
              Shared: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: code, LayerName: shared-tools } }
              Own: { Type: AWS::Lambda::LayerVersion, Properties: { Content: code } }
              F: { Type: AWS::Serverless::Function, Properties: { Layers: [!Ref Own] } }
            Outputs:
              Layer: { Value: !GetAtt Own.LayerVersionArn }
            """);

        Assert.Equal(
            ["arn:aws:lambda:us-east-1:123456789012:layer:shared-tools:1", "arn:aws:lambda:us-east-1:123456789012:layer:Own:1"],
            Assert.Single(stack.Functions).Layers.Select(layer => layer.Arn));
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:layer:Own:1", Assert.Single(stack.Outputs).Value);
        Assert.Equal(2, stack.Resources.Count(resource => resource.Type == "AWS::Lambda::LayerVersion"));
        Assert.Empty(stack.NotEmulated);
    }

    [Fact]
    public void A_layer_that_is_not_here_is_told_of_once_and_left_out()
    {
        var stack = _folder.Read("""
            Globals:
              Function: { Runtime: python3.13, Handler: app.handler, CodeUri: code, Layers: [!Ref Stored, "arn:aws:lambda:us-east-1:1:layer:foreign:3"] }
            Resources:
              Stored: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: "s3://bucket/key" } }
              F: { Type: AWS::Serverless::Function }
              G: { Type: AWS::Serverless::Function }
            """);

        Assert.All(stack.Functions, function => Assert.Empty(function.Layers));
        Assert.Equal(
            [
                $"{_folder.File}:4: the layer Stored is left out: ContentUri must be a folder",
                $"{_folder.File}:2: the layer arn:aws:lambda:us-east-1:1:layer:foreign:3 is not in this template: F, and what else names it, runs without",
            ],
            stack.NotEmulated);
    }
}
