namespace LambdaMcp.Gateway.Discovery;

/// <summary>How a function's name fares against the filters.</summary>
internal enum NameMatch
{
    /// <summary>It has neither the prefix nor a place in the list.</summary>
    None,

    /// <summary>It is the server's own, which no filter selects.</summary>
    Own,

    /// <summary>It begins with the prefix.</summary>
    Prefix,

    /// <summary>It is listed.</summary>
    List,

    /// <summary>Names are not asked for: the tag alone selects.</summary>
    NotAsked,
}
