namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary>Marks the keywords that judge what every other keyword of their schema left over.</summary>
internal interface IUnevaluatedKeyword;
