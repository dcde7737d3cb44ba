namespace LambdaMcp.Gateway.Search;

/// <summary>Whether clients can search for tools.</summary>
public enum SearchMode
{
    /// <summary>They read the list.</summary>
    Off,

    /// <summary>They can search, and read the list.</summary>
    On,

    /// <summary>The list shows the search alone; every tool can be found and called all the same.</summary>
    Only,
}
