using System.Text.Json.Serialization;

namespace Amazon.Lambda.APIGatewayEvents;

public partial class APIGatewayCustomAuthorizerPolicy
{
    /// <summary>One statement of a policy.</summary>
    public class IAMPolicyStatement
    {
        /// <summary><c>Allow</c> or <c>Deny</c>.</summary>
        [JsonPropertyName("Effect")]
        public string Effect { get; set; } = "Allow";

        /// <summary>The actions: <c>execute-api:Invoke</c>.</summary>
        [JsonPropertyName("Action")]
        public HashSet<string>? Action { get; set; }

        /// <summary>The ARNs of the methods.</summary>
        [JsonPropertyName("Resource")]
        public HashSet<string>? Resource { get; set; }

        /// <summary>The ARNs of the methods that are left out.</summary>
        [JsonPropertyName("NotResource")]
        public HashSet<string>? NotResource { get; set; }

        /// <summary>When the statement holds.</summary>
        [JsonPropertyName("Condition")]
        public IDictionary<string, IDictionary<string, object>>? Condition { get; set; }
    }
}
