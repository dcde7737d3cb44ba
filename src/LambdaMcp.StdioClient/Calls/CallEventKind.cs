namespace LambdaMcp.StdioClient.Calls;

/// <summary>What can happen to a call.</summary>
internal enum CallEventKind
{
    /// <summary>The server tells how far it is.</summary>
    Progress,

    /// <summary>The server says something else that the client may hear.</summary>
    Notification,

    /// <summary>The server asks the client something.</summary>
    Question,

    /// <summary>The server wants no answer to a question any more.</summary>
    Withdrawal,

    /// <summary>The server answers.</summary>
    Answer,

    /// <summary>The server failed.</summary>
    Failure,
}
