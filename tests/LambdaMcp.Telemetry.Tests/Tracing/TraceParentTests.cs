using LambdaMcp.Telemetry.Tracing;

namespace LambdaMcp.Telemetry.Tests.Tracing;

public sealed class TraceParentTests
{
    private const string Valid = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Theory]
    [InlineData(Valid, Valid)]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-ff", Valid)]
    [InlineData("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-comes-later", Valid)]
    [InlineData("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", Valid)]
    public void A_trace_context_is_read_and_written_as_version_00(string text, string written)
    {
        Assert.True(TraceParent.TryParse(text, out var parent));

        Assert.Equal(written, parent.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00-meta")]
    [InlineData("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319cXb7ad6b7169203331-01")]
    [InlineData("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.")]
    public void Anything_else_is_none(string? text) => Assert.False(TraceParent.TryParse(text, out _));

    [Theory]
    [InlineData("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE", true)]
    [InlineData("tenant@system=1, ,b=2", true)]
    [InlineData("", false)]
    [InlineData("a", false)]
    [InlineData("A=1", false)]
    [InlineData("a=1\r\nX-Evil: 1", false)]
    [InlineData("a=b=c", false)]
    [InlineData("a=é", false)]
    public void Trace_state_goes_on_only_when_it_is_well_formed(string text, bool isValid) => Assert.Equal(isValid, TraceState.IsValid(text));

    [Fact]
    public void Trace_state_has_its_bounds()
    {
        Assert.False(TraceState.IsValid("a=" + new string('x', 600)));
        Assert.False(TraceState.IsValid(string.Join(',', Enumerable.Range(0, 33).Select(i => $"a{i}=1"))));
    }

    [Theory]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1", "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01")]
    [InlineData("Self=1-67891234-12456789abcdef012345678a; Root=1-5759e988-bd862e3fe1be46a994272793; Parent=53995c3f42cd8ad8; Sampled=0;Lineage=a:1", "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793", null)]
    public void An_X_Ray_trace_has_the_other_form_too(string header, string? parent) => Assert.Equal(parent, XRayTrace.Parse(header)!.ToTraceParent()?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("Root=1-5759e988")]
    [InlineData("Root=1-5759E988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8")]
    [InlineData("Root=2-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8")]
    [InlineData("Root=1-00000000-000000000000000000000000;Parent=53995c3f42cd8ad8")]
    public void What_is_no_X_Ray_trace_is_none(string header) => Assert.Null(XRayTrace.Parse(header));
}
