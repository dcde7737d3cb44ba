using LambdaMcp.Local.DynamoDb.Expressions.Operands;
using LambdaMcp.Local.DynamoDb.Expressions.Syntax;
using LambdaMcp.Local.DynamoDb.Expressions.Updates;
using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Expressions.Binding;

/// <summary>Makes a parsed update expression one that can be applied.</summary>
internal sealed class UpdateBinder(ExpressionBinder binder)
{
    public UpdateExpression Bind(IEnumerable<UpdateClauseSyntax> clauses)
    {
        UpdateAction[] actions = [.. clauses.Select(BindClause)];
        binder.RequireDistinct([.. actions.Select(static action => action.Path)]);
        return new(actions);
    }

    private UpdateAction BindClause(UpdateClauseSyntax clause)
    {
        binder.Count();
        var path = binder.BindPath(clause.Path);
        switch (clause.Section)
        {
            case "SET":
                return new SetAction(path, BindSetValue(clause.Value!));
            case "REMOVE":
                return new RemoveAction(path);
            case "ADD":
                var added = binder.BindValue((ValueSyntax)clause.Value!).Value;
                return added.Type == AttributeType.N || added.Type.IsSet()
                    ? new AddAction(path, added)
                    : throw WrongOperand(clause.Section, added);
            default:
                var deleted = binder.BindValue((ValueSyntax)clause.Value!).Value;
                return new DeleteAction(path, deleted as SetValue ?? throw WrongOperand(clause.Section, deleted));
        }
    }

    private DynamoDbException WrongOperand(string section, AttributeValue value) => binder.Error(
        $"Incorrect operand type for operator or function; operator: {section}, operand type: {value.Type.LongName()}, typeSet: ALLOWED_FOR_{section}_OPERAND");

    private Operand BindSetValue(ExpressionSyntax syntax)
    {
        switch (syntax)
        {
            case ParenthesisedSyntax parenthesised:
                return BindSetValue(parenthesised.Inner);
            case OperatorSyntax operation:
                binder.Count();
                var left = BindOperand(operation.Operands[0]);
                var right = BindOperand(operation.Operands[1]);
                binder.RequireType(operation.Operator, left, static type => type == AttributeType.N);
                binder.RequireType(operation.Operator, right, static type => type == AttributeType.N);
                return new ArithmeticOperand(operation.Operator == "-", left, right);
            case CallSyntax { Function: "list_append" } call:
                return BindListAppend(call);
            default:
                return BindOperand(syntax);
        }
    }

    private Operand BindOperand(ExpressionSyntax syntax)
    {
        switch (syntax)
        {
            case ParenthesisedSyntax parenthesised:
                return BindOperand(parenthesised.Inner);
            case PathSyntax path:
                return new PathOperand(binder.BindPath(path));
            case ValueSyntax value:
                return binder.BindValue(value);
            case CallSyntax call:
                binder.Count();
                Functions.Require(binder, call.Function);
                return call.Function == "if_not_exists" ? BindIfNotExists(call) : throw binder.Misused(call.Function);
            default:
                throw new InvalidOperationException($"{syntax} is not an operand.");
        }
    }

    private IfNotExistsOperand BindIfNotExists(CallSyntax call)
    {
        Operand[] operands = [.. call.Arguments.Select(BindOperand)];
        binder.RequireCount(call.Function, 2, operands.Length);
        var path = binder.RequirePath(call.Function, operands[0]).Path;
        binder.RequireDistinctFirst(call.Function, operands);
        return new(path, operands[1]);
    }

    private ListAppendOperand BindListAppend(CallSyntax call)
    {
        binder.Count();
        Operand[] operands = [.. call.Arguments.Select(BindOperand)];
        binder.RequireCount(call.Function, 2, operands.Length);
        foreach (var operand in operands)
            binder.RequireType(call.Function, operand, static type => type == AttributeType.L);
        return new(operands[0], operands[1]);
    }
}
