"""Two tools in one function, told apart as Amazon Bedrock AgentCore Gateway tells them."""

SEPARATOR = "___"


def handler(event, context):
    custom = context.client_context.custom
    tool = custom["bedrockAgentCoreToolName"].split(SEPARATOR, 1)[1]
    if tool == "add":
        return {"sum": event["a"] + event["b"]}
    if tool == "keys":
        return {key: custom[key] for key in sorted(custom) if key.startswith("bedrockAgentCore")}
    raise ValueError(f"There is no tool {tool}.")
