"""Prompts, and the completion of their arguments: a function with the contract mcp that answers each message with one message."""

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
SUGGESTIONS = ["testValue1", "testValue2", "paris", "park", "party"]
INVALID_PARAMS = -32602


def handler(message, context):
    if "id" not in message:
        return {}
    params = message.get("params", {})
    try:
        result = METHODS[message["method"]](params)
    except LookupError as error:
        return {"jsonrpc": "2.0", "id": message["id"], "error": {"code": INVALID_PARAMS, "message": f"Unknown or missing: {error}"}}
    return {"jsonrpc": "2.0", "id": message["id"], "result": result}


def get_prompt(params):
    return PROMPTS[params["name"]](params.get("arguments") or {}, params.get("inputResponses") or {})


def complete(params):
    values = [value for value in SUGGESTIONS if value.startswith(params["argument"]["value"])]
    return {"completion": {"values": values, "total": len(values), "hasMore": False}}


def simple(arguments, answers):
    return messages(text("This is a simple prompt for testing."))


def with_arguments(arguments, answers):
    return messages(text(f"Prompt with arguments: arg1='{arguments['arg1']}', arg2='{arguments['arg2']}'"))


def with_embedded_resource(arguments, answers):
    resource = {"uri": arguments["resourceUri"], "mimeType": "text/plain", "text": "Embedded resource content for testing."}
    return messages({"type": "resource", "resource": resource}, text("Please process the embedded resource above."))


def with_image(arguments, answers):
    return messages({"type": "image", "data": PIXEL, "mimeType": "image/png"}, text("Please analyze the image above."))


def with_context(arguments, answers):
    if not isinstance(answers.get("user_context"), dict):
        schema = {"type": "object", "properties": {"context": {"type": "string"}}, "required": ["context"]}
        question = {"message": "What context should the prompt use?", "requestedSchema": schema}
        return {"resultType": "input_required", "inputRequests": {"user_context": {"method": "elicitation/create", "params": question}}}
    return messages(text(f"Use this context: {answers['user_context'].get('content', {}).get('context')}"))


def text(value):
    return {"type": "text", "text": value}


def messages(*contents):
    return {"messages": [{"role": "user", "content": content} for content in contents]}


METHODS = {"prompts/get": get_prompt, "completion/complete": complete}
PROMPTS = {
    "test_simple_prompt": simple,
    "test_prompt_with_arguments": with_arguments,
    "test_prompt_with_embedded_resource": with_embedded_resource,
    "test_prompt_with_image": with_image,
    "test_input_required_result_prompt": with_context,
    "toggled_prompt": simple,
}
