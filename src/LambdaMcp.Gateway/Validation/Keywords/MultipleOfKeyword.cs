using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;
using LambdaMcp.Gateway.Validation.Values;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary><c>multipleOf</c>, in decimal: 0.3 is a multiple of 0.1.</summary>
internal sealed class MultipleOfKeyword(string path, JsonElement number) : Keyword
{
    private const int MostDigits = 500;

    private readonly Divisor _divisor = new(number);

    public static Keyword? Read(SchemaReader reader)
    {
        if (reader.Find("multipleOf") is not { } number)
            return null;
        if (number.ValueKind == JsonValueKind.Number
            && new ExactNumber(number) is { IsZero: false, IsNegative: false, DigitCount: <= MostDigits })
            return new MultipleOfKeyword(reader.PathOf("multipleOf"), number);
        reader.Fault("multipleOf", $"must be a number greater than 0 of at most {MostDigits} digits, but is {ValuePreview.Describe(number)}");
        return null;
    }

    public override bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen)
    {
        if (value.ValueKind != JsonValueKind.Number || _divisor.Divides(value))
            return true;
        if (!evaluation.Quiet)
            evaluation.Report("multipleOf", path, $"must be a multiple of {ValuePreview.Of(number)}, but is {ValuePreview.Of(value)}");
        return false;
    }
}
