namespace LambdaMcp.Local.Lambda;

/// <summary>What pages of other origins may do with a function's URL.</summary>
/// <param name="AllowOrigins">Origins; <c>*</c> for all.</param>
/// <param name="AllowMethods">Methods; <c>*</c> for all.</param>
/// <param name="AllowHeaders">Headers of requests.</param>
/// <param name="ExposeHeaders">Headers of answers that pages may read.</param>
/// <param name="AllowCredentials">Whether cookies and the like may be sent.</param>
/// <param name="MaxAge">For how many seconds browsers may keep the answer to a preflight; null for their own habit.</param>
internal sealed record FunctionUrlCors(
    IReadOnlyList<string> AllowOrigins, IReadOnlyList<string> AllowMethods, IReadOnlyList<string> AllowHeaders, IReadOnlyList<string> ExposeHeaders, bool AllowCredentials, int? MaxAge);
