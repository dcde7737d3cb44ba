namespace LambdaMcp.Gateway.Registrations;

/// <summary>One thing that is wrong with a registration.</summary>
/// <param name="Pointer">Where, as a JSON pointer into the request's body.</param>
/// <param name="Message">What is wrong and what would be right.</param>
internal sealed record RegistrationFault(string Pointer, string Message);
