using LambdaMcp.Tools.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Tests;

/// <summary>Odd but legal C#: what is generated compiles, or a diagnostic says why nothing is.</summary>
public sealed class OddCodeTests
{
    public static TheoryData<string> Members => [WordsOfTheCode,
        "public class B { public string @class { get; init; } = \"\"; public int @event { get; set; } } [McpServerTool] public static B A(B @params) => @params;",
        "public record @record(int @int, string @await); [McpServerTool] public static @record A(@record @return) => @return;",
        "public class @class { public enum @enum { @int, @string } } [McpServerTool] public static @class.@enum A(@class.@enum x = @class.@enum.@string) => x;",
        "[McpServerTool] public static void @void() { }",
        "[McpServerTool] public static void A(double a = double.NaN, float b = float.NegativeInfinity, double c = double.MinValue, float d = float.Epsilon, decimal e = decimal.MinValue, long f = long.MinValue, ulong g = ulong.MaxValue, int h = int.MinValue, char i = '\\'', char j = '\\0', string k = \"\\\"\\\\\\r\\n\\u2028{}\", nint l = -5, sbyte m = sbyte.MinValue, double? n = null, decimal? o = -1.5m, bool? p = true) { }",
        "[Flags] public enum F : ulong { None = 0, Top = ulong.MaxValue } public enum L : long { Low = long.MinValue } [McpServerTool] public static F A(F f = F.Top, L l = L.Low, L? n = L.Low, L odd = (L)77) => f;",
        "[McpServerTool] public static void A(Guid a = default, DateTime b = default, TimeSpan? c = null, int[]? d = null, JsonElement e = default, CancellationToken f = default) { }",
        "[McpServerTool] public static int A(params int[] numbers) => numbers.Length;",
        "[McpServerTool] public static void A(params List<string> numbers) { }",
        "[McpServerTool] public static void A(params ReadOnlySpan<int> numbers) { }",
        "[McpServerTool] public static void A(Span<char> text) { }",
        "[McpServerTool] public static unsafe void A(int* text) { }",
        "[McpServerTool] public static ReadOnlySpan<char> A() => default;",
        "[McpServerTool] public static ReadOnlyMemory<byte> A() => default;",
        "private static int _x; [McpServerTool] public static ref int A() => ref _x;",
        "private static int _x; [McpServerTool] public static ref readonly int A() => ref _x;",
        "public ref struct R { public int X { get; set; } } [McpServerTool] public static R A() => default;",
        "public ref struct R { public int X { get; set; } } [McpServerTool] public static void A(R r) { }",
        "[McpServerTool] public static dynamic A(dynamic x) => x;",
        "[McpServerTool] public static Task<Task<int>> A() => null!;",
        "[McpServerTool] public static Task<ValueTask> A() => null!;",
        "[McpServerTool] public static async void A() => await Task.Yield();",
        "[McpServerTool] public static IAsyncEnumerable<int> A() => null!;",
        "[McpServerTool] public static Func<int> A() => null!;",
        "[McpServerTool] public static (int A, string? B)? A((int X, int Y) p) => null;",
        "[McpServerTool] public static (int, string)[] A() => [];",
        "[McpServerTool] public static int[,] A(int[,] x) => x;",
        "[McpServerTool] public static int[][] A(int[][] x, List<List<string?>?> y) => x;",
        "[McpServerTool] public static Dictionary<string, List<int?>?>? A(IReadOnlyDictionary<string, Dictionary<string, string?>> x) => null;",
        "[McpServerTool] public static IEnumerable<KeyValuePair<string, int>> A() => [];",
        "[McpServerTool] public static ILookup<string, int> A() => null!;",
        "public int X { [McpServerTool] get => 1; }",
        "public event Action E { [McpServerTool] add { } remove { } }",
        "public static Tools operator +(Tools a, Tools b) => a; [McpServerTool] public static Tools operator -(Tools a, Tools b) => a;",
        "[McpServerTool] ~Tools() { }",
        "public static void B() { [McpServerTool] static void Local() { } Local(); }",
        "public static Action B() => [McpServerTool] () => { };",
        "public interface I { string Go(); } public class J : I { string I.Go() => \"\"; [McpServerTool] public string A() => \"\"; }",
        "[McpServerToolType] public class J : IDisposable { [McpServerTool] void IDisposable.Dispose() { } }",
        "[McpServerToolType] public class G<T> { [McpServerTool] public static string A() => \"\"; public class H { [McpServerTool] public static string B() => \"\"; } }",
        "internal class B { internal required int X { get; set; } } [McpServerTool] internal static void A(B b) { }",
        "public record B { public required string X { get; init; } public required int? Y { get; set; } } [McpServerTool] public static B A(B b, B? c = null) => b;",
        "public record B(int X) { public required string X2 { get; init; } } public record C(int X, int Z) : B(X); [McpServerTool] public static C A(C b) => b;",
        "public class B { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public B() { X = 1; } public required int X; } [McpServerTool] public static void A(B b) { }",
        "public class B { public int this[int i] => i; public static int S { get; set; } public int W { set { } } public int P { get; private set; } private protected int Q { get; set; } } [McpServerTool] public static B A(B b) => b;",
        "public abstract record B { public abstract int X { get; init; } } public record C : B { public override int X { get; init; } } [McpServerTool] public static B A(C b) => b;",
        "public class B { public virtual int X { get; set; } } public class C : B { public new string X { get; set; } = \"\"; } [McpServerTool] public static C A(C b) => b;",
        "public class B { public B? Next { get; init; } public List<B>? All { get; init; } } [McpServerTool] public static B A(B b) => b;",
        "public class B<T> { public required T Value { get; init; } } [McpServerTool] public static B<B<string?>> A(B<B<string?>> b, B<int?> c) => b;",
        "public class B { public ref int R => throw new Exception(); } [McpServerTool] public static B A() => new();",
        "public class B { public Span<int> R => default; } [McpServerTool] public static B A() => new();",
        "[System.Diagnostics.CodeAnalysis.Experimental(\"X1\")] public class B { public int X { get; set; } }\n#pragma warning disable X1\n[McpServerTool] public static B A(B b) => b;\n#pragma warning restore X1\n",
        "public class B { [Obsolete(\"no\")] public int X { get; set; } } [McpServerTool] public static B A(B b) => b;",
        "[McpServerTool, Obsolete(\"no\", true)] public static void A() { }",
        "public class B { [Obsolete(\"no\", true)] public int X { get; set; } } [McpServerTool] public static B A(B b) => b;",
        "[McpServerTool] public static void A([AllowedValues(true)] int a, [AllowedValues(1)] bool b, [AllowedValues(1.5)] int c, [AllowedValues('a')] char d, [AllowedValues(1, null)] int? e, [AllowedValues(\"\\\"\", null)] string f, [AllowedValues(DayOfWeek.Monday, 2)] DayOfWeek g, [AllowedValues(double.NaN)] double h) { }",
        "[McpServerTool] public static void A([Range(double.NegativeInfinity, double.MaxValue)] double a, [Range(typeof(decimal), \"1e-7\", \"7\")] decimal b, [Range(0, 5)] char c, [Range(-0.5, 1e30)] long d, [Range(typeof(DateTime), \"2020-01-01\", \"2021-01-01\")] DateTime e, [Range(1, 2)] Int128 f, [Range(1, 2)] Half g, [Range(1, 2)] int? h, [Range(1,2)] nint i) { }",
        "[McpServerTool] public static void A([StringLength(5)] int a, [MinLength(-1)] string b, [Length(1, 3)] List<int> c, [MaxLength(3)] IReadOnlyDictionary<string, int> d, [Length(1, 3)] byte[] e, [RegularExpression(\"\\\"[\\\\\\\\^]{1}\")] string? f, [MaxLength(2)] HashSet<string>? g) { }",
        "[McpServerTool] public static Int128 A(UInt128 a, Half b, nuint c, Uri? d, Version? e = null) => 1;",
        "[McpServerTool] public static void A([FromKeyedServices(DayOfWeek.Monday)] IFormatProvider a, [FromKeyedServices(typeof(List<>))] IFormatProvider b, [FromKeyedServices(null)] IFormatProvider? c, [FromKeyedServices(-5L)] IFormatProvider d, [FromKeyedServices('\\'')] object e) { }",
        "[McpServerTool] public static void A(IProgress<int> a, IProgress<ModelContextProtocol.ProgressNotificationValue> b, System.Collections.IEnumerable c) { }",
        "[McpServerTool] public static System.Collections.ArrayList A() => [];",
        "[McpServerTool] public static Type A(Type t, Exception e) => t;",
        "[McpServerTool] public static void A([System.Runtime.InteropServices.Optional] int a, [System.Runtime.InteropServices.Optional, System.Runtime.InteropServices.DefaultParameterValue(7)] int b, [System.Runtime.InteropServices.Optional, System.Runtime.CompilerServices.DateTimeConstant(5)] DateTime c, [System.Runtime.InteropServices.Optional, System.Runtime.InteropServices.DefaultParameterValue(7)] object d) { }",
        "[McpServerTool] public static void A(int? a = 5, DayOfWeek? b = DayOfWeek.Friday, char? c = '\"', float? d = float.NaN, object? e = null, string f = null!) { }",
        "[McpServerTool, Description(\"\\\"\\\\\\ud800 */ // {{0}} \\u0000 \\u2029\")] public static void A() { }",
        "/// <summary>a < b & c \"</summary>\n[McpServerTool] public static void A() { }",
        "/** <summary> star * / \\ \" $\"\"\" </summary> */\n[McpServerTool] public static void A() { }",
        "[McpServerTool] public static partial int A(int a = 5); public static partial int A(int b) => b;",
        "public static partial int A(int a = 5); [McpServerTool] public static partial int A(int b) => b;",
        "[McpServerTool] public static void A(int a, int A) { }",
        "[McpServerTool] public static void A(string stateHandle, LambdaMcp.Tools.State.SessionState s) { }",
        "[McpServerTool] public static void Größe(int größe, string 名) { }",
        "[McpServerTool] public static void 名() { }",
        "[McpServerTool] public static void A(Nested.System.Inner x) { } } namespace LambdaMcp.Tools { public static class Global { } } public static class Nested { public static class System { public class Inner { public int X { get; set; } } }",
        "[McpServerPrompt] public static string @string(int a, DayOfWeek? b = null, List<int>? c = null, string d = \"\\\"\") => d;",
        "[McpServerResource(UriTemplate = \"a://{class}/{b*}{?c,d:3}\")] public static string A(string @class, int b, double c = double.NaN, string? d = null) => @class;",
        "[McpServerResource(UriTemplate = \"a://x\\u00e9\\\"\")] public static string A() => \"\";",
        "[McpServerResource] public static byte[,] A() => null!;",
        "[McpServerResource] public static byte[]? A() => null;",
        "[McpServerResource] public static string? A() => null;",
        "[McpServerTool] public static CallToolResult? A() => null;",
        "[McpServerTool] public static ContentBlock?[]? A() => null;",
        "[McpServerTool] public static TextContentBlock? A() => null;",
        "[McpServerTool] public static IEnumerable<TextContentBlock> A() => [];",
        "[McpServerTool] public static ResourceLinkBlock A() => null!;",
        "[McpServerPrompt] public static ChatMessage A() => null!; public class ChatMessage;",
        "[McpServerTool(UseStructuredContent = true)] public static ValueTask<int?> A() => default;",
        "[McpServerTool(UseStructuredContent = true)] public static JsonNode? A(JsonNode? n, JsonArray? m, object? o, JsonElement? p) => n;",
        "[McpServerTool(UseStructuredContent = false)] public static (int, int) A() => default;",
        "[McpServerTool, McpMeta(\"a\\\"b\", \"\\\"\"), McpMeta(\"n\", double.NaN), McpMeta(\"j\", JsonValue = \"{\\\"a\\\":[1,2]}\")] public static void A() { }",
        "[McpServerTool] public void A(this_ x) { } public class this_ { public this_(int X, int x2) { } public int x { get; set; } public int X { get; set; } }",
        "public class B { public string? Name { get; init; } public string name { get; init; } = \"\"; } [McpServerTool] public static B A(B b) => b;",
        "public readonly struct B { public int X { get; init; } public readonly int Y { get => 1; init { } } } [McpServerTool] public static B A(B b, B? c, B d = default) => b;",
        "public readonly record struct B(int X, string? Y = null); [McpServerTool] public static B A(B b, B? c, B d = default) => b;",
        "public class B(int x = 5, string? s = \"\\\"\") { public int X => x; public string? S { get; } = s; } [McpServerTool] public static B A(B b) => b;",
        "public record B { public int X { get; init; } public record C : B { public int Y { get; init; } public record D : C; } } [McpServerTool] public static B.C.D A(B.C.D b) => b;",
        "public interface IHas { int X { get; } int IHidden => 1; } [McpServerTool] public static IHas A() => null!;",
        "public interface IA { int X { get; } } public interface IB { int X { get; } } public interface IC : IA, IB { } [McpServerTool] public static IC A() => null!;",
        "public class E : List<int> { public int Extra { get; set; } } [McpServerTool] public static E A(E e) => e;",
        "public enum Empty { } [McpServerTool] public static Empty A(Empty e = default) => e;",
        "public enum Same { A = 1, B = 1, @class = 2 } [McpServerTool] public static Same A(Same e = Same.B) => e;",
        "public delegate void D(); [McpServerTool] public static void A(D d) { }",
        "[McpServerTool] public static void A(List<dynamic> d, (int a, dynamic b) e) { }",
        "[McpServerTool] public static (int, int, int, int, int, int, int, int, int) A() => default;",
        "[McpServerTool] public static object? A() => null;",
        "[McpServerTool] public static var_ A(var_ v) => v; public class var_ { public int Set { get; init; } public int set_Set_ { get; init; } }",
    ];

    private const string WordsOfTheCode = "[McpServerTool] public static string A(string accessor, string value, string call, string cancel, string arguments, string arg0, string result) => accessor;";

    [Theory]
    [MemberData(nameof(Members))]
    public void What_is_generated_compiles_or_a_diagnostic_says_why_not(string members)
    {
        var compilation = SampleProject.Odd($$"""[McpServerToolType, McpServerPromptType, McpServerResourceType] public partial class Tools { {{members}} }""");
        var before = compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(one => one.Severity == DiagnosticSeverity.Error).ToList();
        SampleProject.OddDriver().RunGeneratorsAndUpdateCompilation(compilation, out var after, out var said, TestContext.Current.CancellationToken);

        Assert.True(before.Count == 0, "SAMPLE " + string.Join("\n", before));
        Assert.DoesNotContain(said, one => one.Id == "CS8785");
        var errors = after.GetDiagnostics(TestContext.Current.CancellationToken).Where(one => one.Severity == DiagnosticSeverity.Error);
        Assert.True(!errors.Any(), string.Join("\n", errors.Concat(said)));
    }
}
