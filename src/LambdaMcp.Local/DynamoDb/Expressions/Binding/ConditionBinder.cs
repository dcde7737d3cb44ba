using LambdaMcp.Local.DynamoDb.Expressions.Conditions;
using LambdaMcp.Local.DynamoDb.Expressions.Operands;
using LambdaMcp.Local.DynamoDb.Expressions.Syntax;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Expressions.Binding;

/// <summary>Makes a parsed condition one that can be evaluated.</summary>
internal sealed class ConditionBinder(ExpressionBinder binder)
{
    private const int MaximumCandidates = 100;

    public Condition Bind(ExpressionSyntax syntax) => syntax switch
    {
        ParenthesisedSyntax parenthesised => Bind(parenthesised.Inner),
        OperatorSyntax operation => BindOperator(operation),
        CallSyntax call => BindCall(call),
        _ => throw new InvalidOperationException($"{syntax} is not a condition."),
    };

    private Condition BindOperator(OperatorSyntax syntax)
    {
        binder.Count();
        switch (syntax.Operator)
        {
            case "AND":
                return new AndCondition(Bind(syntax.Operands[0]), Bind(syntax.Operands[1]));
            case "OR":
                return new OrCondition(Bind(syntax.Operands[0]), Bind(syntax.Operands[1]));
            case "NOT":
                return new NotCondition(Bind(syntax.Operands[0]));
        }

        if (syntax.Operator == "IN" && syntax.Operands.Count - 1 is > MaximumCandidates and var candidates)
            throw binder.Error($"The IN operator is provided with too many operands; number of operands: {candidates}");

        Operand[] operands = [.. syntax.Operands.Select(BindOperand)];
        binder.RequireDistinctFirst(syntax.Operator, operands);
        if (syntax.Operator is not ("=" or "<>" or "IN"))
        {
            foreach (var operand in operands)
                binder.RequireType(syntax.Operator, operand, AttributeTypes.IsOrdered);
        }

        switch (syntax.Operator)
        {
            case "IN":
                return new InCondition(operands);
            case "BETWEEN":
                RequireOrder(operands[1], operands[2]);
                return new BetweenCondition(operands[0], operands[1], operands[2]);
            default:
                return new ComparisonCondition(syntax.Operator, operands[0], operands[1]);
        }
    }

    private Condition BindCall(CallSyntax syntax)
    {
        binder.Count();
        Functions.Require(binder, syntax.Function);
        if (syntax.Function == "size")
            throw binder.Misused(syntax.Function);

        Operand[] operands = [.. syntax.Arguments.Select(BindOperand)];
        binder.RequireCount(syntax.Function, syntax.Function.EndsWith("_exists", StringComparison.Ordinal) ? 1 : 2, operands.Length);
        switch (syntax.Function)
        {
            case "attribute_exists":
            case "attribute_not_exists":
                var path = binder.RequirePath(syntax.Function, operands[0]);
                return new ExistsCondition(syntax.Function, syntax.Function == "attribute_exists", path);
            case "attribute_type":
                return new TypeCondition(operands[0], ReadType(operands[1]));
            case "begins_with":
                binder.RequireDistinctFirst(syntax.Function, operands);
                foreach (var operand in operands)
                    binder.RequireType(syntax.Function, operand, static type => type is AttributeType.S or AttributeType.B);
                return new BeginsWithCondition(operands[0], operands[1]);
            default:
                binder.RequireDistinctFirst(syntax.Function, operands);
                return new ContainsCondition(operands[0], operands[1]);
        }
    }

    private Operand BindOperand(ExpressionSyntax syntax) => syntax switch
    {
        ParenthesisedSyntax parenthesised => BindOperand(parenthesised.Inner),
        PathSyntax path => new PathOperand(binder.BindPath(path)),
        ValueSyntax value => binder.BindValue(value),
        CallSyntax call => BindSize(call),
        _ => throw new InvalidOperationException($"{syntax} is not an operand."),
    };

    private SizeOperand BindSize(CallSyntax syntax)
    {
        binder.Count();
        Functions.Require(binder, syntax.Function);
        if (syntax.Function != "size")
            throw binder.Misused(syntax.Function);

        Operand[] operands = [.. syntax.Arguments.Select(BindOperand)];
        binder.RequireCount(syntax.Function, 1, operands.Length);
        binder.RequireType(syntax.Function, operands[0], SizeOperand.Takes);
        return new(operands[0]);
    }

    private AttributeType ReadType(Operand operand)
    {
        var name = operand is ConstantOperand { Value: StringValue text } ? text.Text : null;
        if (name is null)
        {
            var actual = operand.KnownType?.ToString() ?? $"{{{string.Join(',', Enum.GetNames<AttributeType>())}}}";
            throw binder.Error(
                $"Incorrect operand type for operator or function; operator or function: attribute_type, operand type: {actual}");
        }

        return Enum.GetNames<AttributeType>().Contains(name)
            ? Enum.Parse<AttributeType>(name)
            : throw binder.Error(
                $"Invalid attribute type name found; type: {name}, valid types: {{{string.Join(',', Enum.GetNames<AttributeType>())}}}");
    }

    private void RequireOrder(Operand lower, Operand upper)
    {
        if (lower is not ConstantOperand { Value: var low } || upper is not ConstantOperand { Value: var high })
            return;

        var bounds = $"lower bound operand: AttributeValue: {low}, upper bound operand: AttributeValue: {high}";
        if (low.Type != high.Type)
            throw binder.Error($"The BETWEEN operator requires same data type for lower and upper bounds; {bounds}");
        if (ScalarOrder.Instance.Compare(low, high) > 0)
            throw binder.Error(
                $"The BETWEEN operator requires upper bound to be greater than or equal to lower bound; {bounds}");
    }
}
