namespace LambdaMcp.Gateway.Tasks;

/// <summary>Whether calls of a tool become tasks.</summary>
public enum TaskSupport
{
    /// <summary>Never: a call is answered on its connection.</summary>
    Forbidden,

    /// <summary>For clients that take tasks; others wait for the result.</summary>
    Optional,

    /// <summary>Always: clients that take no tasks are refused.</summary>
    Required,
}
