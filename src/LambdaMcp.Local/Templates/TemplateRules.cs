namespace LambdaMcp.Local.Templates;

/// <summary>The section Rules: which values of parameters go together.</summary>
internal static class TemplateRules
{
    /// <exception cref="TemplateException">An assertion does not hold; the message is its description.</exception>
    public static void Check(TemplateMap rules, TemplateEvaluator evaluator)
    {
        foreach (var (name, value) in rules.Entries)
        {
            var rule = value.AsMap(name);
            if (rule.Find("RuleCondition") is { } condition && !evaluator.Holds(condition))
                continue;
            foreach (var item in rule.Find("Assertions")?.AsList("Assertions") ?? [])
            {
                var assertion = item.AsMap("an assertion");
                var assert = assertion.Find("Assert") ?? throw new TemplateException(assertion.Position, "an assertion needs Assert");
                if (!evaluator.Holds(assert))
                    throw new TemplateException(assertion.Position, assertion.Text("AssertDescription") ?? $"the rule {name} does not hold");
            }
        }
    }
}
