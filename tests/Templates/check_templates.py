#!/usr/bin/env python3
"""Checks the SAM templates without an AWS account: cfn-lint, the SAM translator, and what the deployed result must look like.

Needs the Python packages aws-sam-translator and cfn-lint. Ends with "N passed, N failed", and 1 when anything failed.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from samtranslator.public.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform

ROOT = Path(__file__).resolve().parents[2]
ANY = "x-amazon-apigateway-any-method"
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", ANY}
# IAM knows no resource for these actions, so "*" is the only value it takes.
WITHOUT_RESOURCE = {"cloudwatch:GetMetricData", "lambda:ListFunctions", "tag:GetResources", "xray:PutTraceSegments", "xray:PutTelemetryRecords"}

# Of the sample servers; AWS documents each without a type of resource, or with one that its caller cannot know.
SERVERS_WITHOUT_RESOURCE = {
    "application-signals", "cloudwatch", "pricing", "xray", "cloudformation:DescribeType", "cloudformation:GetResource", "cloudformation:GetResourceRequestStatus",
    "cloudformation:ListResources", "logs:DescribeLogGroups", "logs:DescribeQueryDefinitions", "logs:GetQueryResults", "logs:ListAnomalies",
    "logs:ListLogAnomalyDetectors", "logs:StartQuery", "logs:StopQuery"}

# A transaction of this program puts and deletes.
TRANSACTION = {"dynamodb:PutItem", "dynamodb:DeleteItem"}
TABLE_CALL = re.compile(r"\.(GetItem|PutItem|UpdateItem|DeleteItem|Query|Scan|BatchGetItem|BatchWriteItem)Async\(")


class Results:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def expect(self, condition, what, detail=""):
        if condition:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {what}" + (f"\n  {detail}" if detail else ""))


class TemplateLoader(yaml.SafeLoader):
    """Reads the short forms of intrinsic functions as their long forms."""


def read_short_form(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


TemplateLoader.add_multi_constructor("!", read_short_form)


class NoManagedPolicies:
    """Stands where the translator would ask IAM for the ARNs of managed policies."""

    def load(self):
        return {}


def translate(path):
    template = yaml.load(path.read_text(encoding="utf-8"), Loader=TemplateLoader)
    # The SAM CLI replaces local code by its place in S3 before the translator sees the template.
    for resource in template["Resources"].values():
        for code in {"CodeUri", "ContentUri"} & resource.get("Properties", {}).keys():
            resource["Properties"][code] = "s3://bucket/key"
    function_globals = template.get("Globals", {}).get("Function", {})
    if "CodeUri" in function_globals:
        function_globals["CodeUri"] = "s3://bucket/key"
    os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")
    return transform(template, {}, NoManagedPolicies())


def as_list(value):
    return value if isinstance(value, list) else [value]


def statements(value):
    """Every IAM statement below a value, through Fn::If."""
    if isinstance(value, list):
        for item in value:
            yield from statements(item)
    elif isinstance(value, dict) and isinstance(value.get("Fn::Sub"), str) and value["Fn::Sub"].lstrip().startswith("{"):
        # A policy written as text, for the sake of a parameter in a key.
        yield from statements(json.loads(value["Fn::Sub"]))
    elif isinstance(value, dict):
        if "Effect" in value and "Action" in value:
            yield value
        else:
            for item in value.values():
                yield from statements(item)


def role_statements(translated):
    """Each statement that some role has, with the logical id of the role."""
    for logical_id, resource in translated["Resources"].items():
        if resource["Type"] not in ("AWS::IAM::Role", "AWS::IAM::RolePolicy", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"):
            continue
        properties = resource["Properties"]
        named = [properties["RoleName"]] if "RoleName" in properties and resource["Type"] == "AWS::IAM::RolePolicy" else properties.get("Roles", [])
        roles = [logical_id] if resource["Type"] == "AWS::IAM::Role" else [role["Ref"] for role in named]
        for statement in statements([properties.get("Policies", []), properties.get("PolicyDocument", {})]):
            for role in roles:
                yield role, statement


def check_policies(results, name, translated, without_resource=WITHOUT_RESOURCE):
    for role, statement in role_statements(translated):
        actions = as_list(statement["Action"])
        if statement["Effect"] == "Allow" and "*" in as_list(statement.get("Resource")):
            results.expect(
                all(action in without_resource or action.split(":")[0] in without_resource for action in actions),
                f"{name}: {role} allows {actions} on every resource")
        results.expect(
            not any("*" in action or "?" in action for action in actions),
            f"{name}: {role} allows actions by a pattern: {actions}")
        results.expect(
            not {"NotAction", "NotResource", "NotPrincipal"} & statement.keys(), f"{name}: no statement of {role} names what it does not mean", str(statement))


def table_after(text, heading):
    """The rows of the first table of a Markdown text behind a line that begins so; code spans as lists of texts, other cells as they are."""
    lines = text[text.index(heading):].split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith("| ---")) + 1
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append([re.findall(r"`([^`]+)`", cell) or cell.strip() for cell in line.strip().strip("|").split(" | ")])
    return rows


def texts(value):
    """What a resource of a statement says, with every pseudo parameter as it stands."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    if isinstance(value, dict) and "Fn::Sub" in value:
        return texts(as_list(value["Fn::Sub"])[0])
    return []


def check_rights(results, translated):
    """What SECURITY.md says of the roles is what the template gives them, with every feature switched on."""
    document = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    rights = document[document.index("## Rights"):]

    everywhere, patterns = set(), {}
    for role, statement in role_statements(translated):
        for resource in texts(statement.get("Resource", []) if statement["Effect"] == "Allow" else []):
            if resource == "*":
                everywhere |= {(action, role) for action in as_list(statement["Action"])}
            elif "*" in resource:
                # What stands before the resource within an ARN of Lambda, of a log or of a schema is the account and region.
                name = re.sub(r"^arn:\$\{AWS::Partition\}:[a-z]+:\$\{AWS::Region\}:\$\{AWS::AccountId\}:", "", resource)
                patterns.setdefault(name, set()).update(as_list(statement["Action"]))
    told = {(action, role) for actions, roles, *_ in table_after(rights, "Actions that") for action in actions for role in roles}
    results.expect(everywhere <= told, "SECURITY.md has each action on every resource", f"missing: {sorted(everywhere - told)}")
    results.expect(told <= everywhere, "the template has each action on every resource that SECURITY.md has", f"gone: {sorted(told - everywhere)}")
    told = {resource: set(actions) for (resource,), actions, _ in table_after(rights, "Resources that")}
    results.expect(patterns == told, "SECURITY.md has each pattern of resources with its actions", f"template: {patterns}\n  SECURITY.md: {told}")

    attached = {
        policy.split("/")[-1] for resource in translated["Resources"].values() if resource["Type"] == "AWS::IAM::Role"
        for policy in resource["Properties"].get("ManagedPolicyArns", [])}
    told = {policy for (policy,), _ in table_after(rights, "Managed policies")}
    results.expect(attached == told, "SECURITY.md has each managed policy", f"template: {sorted(attached)}, SECURITY.md: {sorted(told)}")


# What a role never does; "READ" stands for what only looks.
READ = {"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan"}


def check_roles(results, translated):
    """No role may do what its function does not do."""
    granted = {}
    for role, statement in role_statements(translated):
        if statement["Effect"] == "Allow":
            for action in as_list(statement["Action"]):
                granted.setdefault(role, []).append((action, json.dumps(statement["Resource"])))

    def on(role, table):
        # The table itself, or a reference to its ARN.
        return {action for action, resource in granted.get(role, []) if f'"{table}"' in resource or f"${{{table}." in resource}

    roles = {name for name, resource in translated["Resources"].items() if resource["Type"] == "AWS::IAM::Role"}
    for role in roles:
        services = {action.split(":")[0] for action, _ in granted.get(role, [])}
        results.expect(not services & {"iam", "sts", "organizations", "cloudformation", "apigateway"}, f"{role} changes no rights and no stack", str(services))
        changes = {action for action, _ in granted.get(role, []) if action.startswith("lambda:")} - {"lambda:InvokeFunction", "lambda:ListFunctions", "lambda:GetFunction"}
        results.expect(not changes, f"{role} changes no function", str(changes))
        trusted = translated["Resources"][role]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
        results.expect(
            [statement["Principal"] for statement in trusted] == [{"Service": ["lambda.amazonaws.com"]}], f"Lambda alone assumes {role}", str(trusted))
    for role in roles - {"AuthorizerFunctionRole"}:
        results.expect(not on(role, "AuthTokenSecret") and "AuthTokenParameterArn" not in str(granted.get(role)), f"{role} reads no token")
        results.expect(not on(role, "TokensTable"), f"{role} does not know the table of tokens", str(on(role, "TokensTable")))
    authorizer = {action for action, _ in granted["AuthorizerFunctionRole"]}
    results.expect(
        authorizer <= {"secretsmanager:GetSecretValue", "ssm:GetParameter", "dynamodb:GetItem"}, "the authorizer reads tokens and does nothing else", str(authorizer))
    results.expect(on("McpFunctionRole", "RegistrationsTable") <= READ, "the endpoint writes no registration")
    results.expect(on("TaskFunctionRole", "RegistrationsTable") <= READ, "tasks write no registration")
    for table in ("SessionsTable", "SealingKeySecret"):
        results.expect(not on("RegistrationFunctionRole", table), f"who keeps registrations knows nothing of {table}")
    results.expect(
        {action.split(":")[0] for action, _ in granted["TaskFailureFunctionRole"]} == {"dynamodb"} and not on("TaskFailureFunctionRole", "RegistrationsTable"),
        "who notes failures knows the sessions table alone")

    for logical_id, resource in translated["Resources"].items():
        if resource["Type"] == "AWS::Lambda::Permission":
            properties = resource["Properties"]
            results.expect(
                properties["Principal"] == "apigateway.amazonaws.com" and "${__ApiId__}" in json.dumps(properties.get("SourceArn", "")),
                f"{logical_id} lets this API alone invoke a function", str(properties))
        results.expect(resource["Type"] != "AWS::Lambda::Url", f"{logical_id} is no door beside the API")
        for statement in statements(resource.get("Properties", {}).get("PolicyDocument", {})):
            results.expect(
                "Principal" not in statement or statement["Effect"] == "Deny", f"{logical_id} lets nobody in from outside", str(statement))


def operations(translated):
    for resource in translated["Resources"].values():
        if resource["Type"] != "AWS::ApiGateway::RestApi":
            continue
        for path, item in resource["Properties"]["Body"]["paths"].items():
            for method, operation in item.items():
                # SAM adds mock integrations for CORS; they invoke nothing.
                if method in METHODS and operation["x-amazon-apigateway-integration"]["type"] == "aws_proxy":
                    yield path, method, operation


def check_front_door(results, translated):
    found = {}
    for path, method, operation in operations(translated):
        found[path, method] = operation
        integration = operation["x-amazon-apigateway-integration"]
        uri = json.dumps(integration["uri"])
        where = f"{method.upper()} {path}"
        streams = not path.startswith("/register")
        if streams:
            results.expect(
                "lambda:path/2021-11-15/functions/" in uri and "/response-streaming-invocations" in uri,
                f"{where} invokes with a response stream", uri)
            results.expect(integration.get("responseTransferMode") == "STREAM", f"{where} streams its response")
        else:
            results.expect("lambda:path/2015-03-31/functions/" in uri and uri.endswith('/invocations"}'), f"{where} is buffered", uri)
        security = [name for entry in operation.get("security", []) for name in entry]
        if path in ("/mcp", "/mcp/{set}", "/sse", "/message") and method != "options":
            expected = ["BearerAuthorizer"]
        elif path.startswith("/register") or path == "/iam/mcp":
            expected = ["AWS_IAM"]
        else:
            expected = ["NONE"]
        results.expect(security == expected, f"{where} is secured by {expected}", f"found {security}")
        if expected == ["AWS_IAM"]:
            results.expect("credentials" not in integration, f"{where} needs no right to invoke the function itself")
    required = {
        ("/mcp", "post"), ("/mcp", "get"), ("/mcp", "delete"), ("/mcp", "options"), ("/health", "get"),
        ("/mcp/{set}", "post"), ("/mcp/{set}", "get"), ("/mcp/{set}", "delete"), ("/mcp/{set}", "options"),
        ("/sse", "get"), ("/sse", "options"), ("/message", "post"), ("/message", "options"),
        ("/iam/mcp", "post"), ("/iam/mcp", "get"), ("/iam/mcp", "delete"),
        *((f"/.well-known/oauth-protected-resource{resource}", ANY) for resource in ("", "/mcp", "/mcp/{set}")),
        ("/register", "post"), ("/register", "get"),
        ("/register/{id}", "get"), ("/register/{id}", "put"), ("/register/{id}", "patch"), ("/register/{id}", "delete"), ("/register/import", "post"),
    }
    results.expect(required <= found.keys(), "every route is there", f"missing: {sorted(required - found.keys())}")
    check_registration_routes(results, {route for route in found if route[0].startswith("/register")})

    api = next(r["Properties"] for r in translated["Resources"].values() if r["Type"] == "AWS::ApiGateway::RestApi")
    schemes = api["Body"]["components"]["securitySchemes"]
    authorizer = schemes["BearerAuthorizer"]["x-amazon-apigateway-authorizer"]
    results.expect(authorizer["type"] == "request", "the authorizer sees the request")
    results.expect(authorizer["identitySource"] == "method.request.header.Authorization", "the token is the cache's key")
    results.expect(
        authorizer["authorizerResultTtlInSeconds"] == {"Fn::If": ["HasTokenIssuers", 0, 300]}, "the authorizer's answer is kept for 300 seconds, unless tokens end by themselves")
    stages = [r for r in translated["Resources"].values() if r["Type"] == "AWS::ApiGateway::Stage"]
    results.expect(len(stages) == 1, "there is one stage", f"found {len(stages)}")
    check_gateway_responses(results, api["Body"]["x-amazon-apigateway-gateway-responses"])


def check_registration_routes(results, routes):
    """Every operation that the registration API describes has a route, and every route an operation."""
    document = json.loads((ROOT / "src" / "LambdaMcp.Gateway" / "Registrations" / "openapi.json").read_text(encoding="utf-8"))
    described = {(path, method) for path, item in document["paths"].items() for method in item if method in METHODS}
    # One segment below /register is an id as well.
    reached = {(path, method) for path, method in described if (path, method) in routes or ("/register/{id}", method) in routes and path != "/register"}
    results.expect(reached == described, "every described operation of the registration API has a route", f"missing: {sorted(described - reached)}")
    results.expect(routes <= described, "every route of the registration API is described", f"unknown: {sorted(routes - described)}")


def check_gateway_responses(results, responses):
    for name, response in responses.items():
        text = response["responseTemplates"]["application/json"].replace("$context.error.messageString", '"text"')
        try:
            body = json.loads(text)
            shaped = body["jsonrpc"] == "2.0" and body["id"] is None and isinstance(body["error"]["message"], str)
            code = body["error"]["code"]
        except (ValueError, KeyError, TypeError):
            shaped, code = False, None
        results.expect(shaped, f"the gateway response {name} is a JSON-RPC error", text)
        results.expect(
            "statusCode" not in response or code == int(response["statusCode"]),
            f"the gateway response {name} names its status", text)
        for value in response.get("responseParameters", {}).values():
            for text in header_texts(value):
                results.expect(
                    text[0] == "'" and text[-1] == "'" and "'" not in text[1:-1],
                    f"a header of the gateway response {name} is a quoted literal", text)
    for name in ("UNAUTHORIZED", "ACCESS_DENIED"):
        challenges = list(header_texts(responses[name]["responseParameters"]["gatewayresponse.header.WWW-Authenticate"]))
        results.expect(
            len(challenges) == 2 and all(c.startswith("'Bearer ") and 'scope="${OAuthScopes}"' in c for c in challenges), f"{name} carries a challenge", str(challenges))
        results.expect('resource_metadata="${PublicUrl}/.well-known/oauth-protected-resource/mcp"' in challenges[0], f"{name} names the metadata", str(challenges))


def header_texts(value):
    if isinstance(value, str):
        yield value
    elif "Fn::If" in value:
        for branch in value["Fn::If"][1:]:
            yield from header_texts(branch)
    elif "Fn::Sub" in value:
        yield value["Fn::Sub"]


def check_secrets(results, template_path):
    template = yaml.load(template_path.read_text(encoding="utf-8"), Loader=TemplateLoader)
    token = json.dumps({"Ref": "McpAuthToken"})
    holders = [name for name, resource in template["Resources"].items() if token in json.dumps(resource)]
    results.expect(holders == ["AuthTokenSecret"], "the token is in the secret alone", f"found in {holders}")
    results.expect(token not in json.dumps(template["Outputs"]), "no output shows the token")
    results.expect(template["Parameters"]["McpAuthToken"].get("NoEcho") is True, "the token's parameter is not echoed")
    pattern = re.compile(template["Parameters"]["McpAuthToken"]["AllowedPattern"])
    for text, fits in [("", True), ("abc-._~+/0123456==", True), ('{"tokens":[{"name":"a","token":"0123456789abcdef"}]}', True),
                       ("too-short", False), ("p@ssword-p@ssword", False), ("0123456789=abcdef", False), ("0123456789 abcdef", False)]:
        results.expect(bool(pattern.search(text)) == fits, f"the token {text!r} is {'taken' if fits else 'refused before the authorizer has to'}")
    named = re.compile(template["Parameters"]["InvokableFunctionArns"]["AllowedPattern"])
    prefix = "arn:aws:lambda:eu-central-1:123456789012:function:"
    for text, fits in [("", True), (prefix + "a", True), (prefix + "a:live", True), (prefix + "a:$LATEST", True), (prefix + "a:*", True),
                       (prefix + "*", False), (prefix + "a*", False), (prefix + "*:live", False), ("*", False), (prefix + "a:b*", False)]:
        results.expect(bool(named.search(text)) == fits, f"a function {text!r} is {'taken' if fits else 'refused, for its star'}")
    for secret, readers in [("AuthTokenSecret", {"AuthorizerFunction"}), ("SealingKeySecret", {"McpFunction"})]:
        found = {name for name, resource in template["Resources"].items() if may(resource, "secretsmanager:GetSecretValue", {"Ref": secret})}
        results.expect(found == readers, f"{secret} is read by {sorted(readers)} alone", f"found {sorted(found)}")


def may(resource, action, target):
    return any(
        action in as_list(statement["Action"]) and target in as_list(statement["Resource"])
        for statement in statements(resource.get("Properties", {}).get("Policies", [])))


def check_tasks(results, template_path, translated):
    template = yaml.load(template_path.read_text(encoding="utf-8"), Loader=TemplateLoader)
    functions = {name: resource for name, resource in template["Resources"].items() if resource["Type"] == "AWS::Serverless::Function"}
    task, failure = {"Fn::GetAtt": ["TaskFunction", "Arn"]}, {"Fn::GetAtt": ["TaskFailureFunction", "Arn"]}
    starters = {name for name, resource in functions.items() if may(resource, "lambda:InvokeFunction", task)}
    results.expect(
        starters == {"McpFunction", "RegistrationFunction"}, "McpFunction starts tasks, RegistrationFunction has functions looked at, and no other invokes TaskFunction",
        f"found {sorted(starters)}")
    for name in starters:
        results.expect(
            functions[name]["Properties"]["Environment"]["Variables"]["MCP_TASK_FUNCTION"] == task, f"{name} knows the function of tasks")
    invoked = [s["Resource"] for s in statements(functions["RegistrationFunction"]["Properties"]["Policies"]) if "lambda:InvokeFunction" in as_list(s["Action"])]
    results.expect(invoked == [task], "RegistrationFunction invokes nothing but TaskFunction", str(invoked))
    targets = [
        {statement["Sid"]: statement for statement in statements(functions[name]["Properties"]["Policies"])
         if statement["Sid"] in ("InvokeFunctionsWithPrefix", "InvokeNamedFunctions", "ListFunctions", "ReadFunctionTags", "ReadSchemas", "ReadRegistrations")}
        for name in ("McpFunction", "TaskFunction")]
    results.expect(targets[0] == targets[1] and len(targets[0]) == 6, "tasks may call what the endpoint may call")
    steps = [
        {statement["Sid"]: statement for statement in statements(functions[name]["Properties"]["Policies"])
         if statement["Sid"] in ("StoreLargeAnswers", "AskRequestInterceptor", "AskResponseInterceptor")}
        for name in ("McpFunction", "TaskFunction")]
    results.expect(steps[0] == steps[1] and len(steps[0]) == 3, "a task's call takes the same steps as the endpoint's")
    variables = [functions[name]["Properties"]["Environment"]["Variables"] for name in ("McpFunction", "TaskFunction")]
    for name in ("MCP_MAX_CALLS_PER_PRINCIPAL", "MCP_TARGETS_MAX_AGE_SECONDS", "MCP_RESULT_CACHE_BYTES", "MCP_LARGE_ANSWERS_BUCKET", "MCP_LARGE_ANSWER_BYTES", "MCP_LARGE_ANSWER_LINK_SECONDS", "MCP_REQUEST_INTERCEPTOR_ARN", "MCP_RESPONSE_INTERCEPTOR_ARN", "MCP_INTERCEPTOR_HEADERS", "MCP_FUNCTION_STACK_TRACES"):
        results.expect(name in variables[0] and variables[0][name] == variables[1].get(name), f"tasks are told {name} as the endpoint is")
    tagged = template["Resources"]["TaggedFunctionsPolicy"]["Properties"]
    results.expect(
        tagged["Roles"] == [{"Ref": "McpFunctionRole"}, {"Ref": "TaskFunctionRole"}]
        and [s["Condition"] for s in statements(tagged["PolicyDocument"])] == [{"StringEquals": {"aws:ResourceTag/${FunctionTagKey}": "${FunctionTagValue}"}}],
        "what a tag selects is invoked by its tag alone")
    itself = template["Resources"]["TaskRoundsPolicy"]["Properties"]
    results.expect(
        itself["RoleName"] == {"Ref": "TaskFunctionRole"} and [s["Resource"] for s in statements(itself["PolicyDocument"])] == [task],
        "a task may start its next round")
    destinations = [
        resource["Properties"]["DestinationConfig"]["OnFailure"]["Destination"]
        for resource in translated["Resources"].values() if resource["Type"] == "AWS::Lambda::EventInvokeConfig"]
    results.expect(destinations == [failure], "a task whose function died is reported", str(destinations))
    roles = {name: json.dumps(resource["Properties"]) for name, resource in translated["Resources"].items() if resource["Type"] == "AWS::IAM::Role"}
    results.expect(json.dumps(failure) in roles["TaskFunctionRole"], "Lambda may report it in the task's name")
    results.expect("lambda:Invoke" not in roles["TaskFailureFunctionRole"], "who notes failures invokes nothing")
    results.expect(cycle(translated) is None, "no resource needs itself", str(cycle(translated)))


def check_limits(results, template_path, translated):
    """What bounds how much callers may do: off unless a parameter says so, and then at the one stage."""
    template = yaml.load(template_path.read_text(encoding="utf-8"), Loader=TemplateLoader)
    off = {"RequestsPerMinute": 0, "MaxStreamsPerPrincipal": 0, "MaxCallsPerPrincipal": 0, "ThrottleRequestsPerSecond": 0, "ThrottleBurst": 0, "WebAclArn": ""}
    for name, value in off.items():
        results.expect(template["Parameters"][name]["Default"] == value, f"{name} is off by default")
    pattern = re.compile(template["Parameters"]["WebAclArn"]["AllowedPattern"])
    acl = "webacl/mine/01234567-89ab-cdef-0123-456789abcdef"
    for text, fits in [("", True), (f"arn:aws:wafv2:eu-west-1:123456789012:regional/{acl}", True), (f"arn:aws:wafv2:us-east-1:123456789012:global/{acl}", False)]:
        results.expect(bool(pattern.search(text)) == fits, f"the web ACL {text!r} is {'taken' if fits else 'refused'}")
    stage_id, stage = next((name, r["Properties"]) for name, r in translated["Resources"].items() if r["Type"] == "AWS::ApiGateway::Stage")
    condition, settings, otherwise = stage["MethodSettings"]["Fn::If"]
    results.expect(
        condition == "Throttles" and otherwise == {"Ref": "AWS::NoValue"} and settings == [{
            "HttpMethod": "*", "ResourcePath": "/*",
            "ThrottlingRateLimit": {"Ref": "ThrottleRequestsPerSecond"}, "ThrottlingBurstLimit": {"Ref": "ThrottleBurst"}}],
        "the stage throttles every method where that is asked for", str(stage["MethodSettings"]))
    association = translated["Resources"]["WebAclAssociation"]
    results.expect(
        association.get("Condition") == "HasWebAcl" and "/restapis/${McpApi}/stages/${%s}" % stage_id in json.dumps(association["Properties"]["ResourceArn"]),
        "a web ACL stands before the stage, once that is there", str(association))
    for parameter, function, variable in [("RequestsPerMinute", "McpFunction", "MCP_REQUESTS_PER_MINUTE"), ("MaxStreamsPerPrincipal", "McpFunction", "MCP_MAX_STREAMS_PER_PRINCIPAL")]:
        variables = template["Resources"][function]["Properties"]["Environment"]["Variables"]
        results.expect(variables.get(variable) == {"Ref": parameter}, f"{function} is told {variable}")


def check_tables(results, template_path):
    """The program's calls of DynamoDB, by table: no role enforces them on one machine, so a right that is missing shows on AWS alone."""
    template = yaml.load(template_path.read_text(encoding="utf-8"), Loader=TemplateLoader)
    used = {"SessionsTable": set(), "RegistrationsTable": set()}
    for source in (ROOT / "src" / "LambdaMcp.Aws").rglob("*.cs"):
        table = "RegistrationsTable" if source.parent.name == "Registrations" else "SessionsTable"
        text = source.read_text(encoding="utf-8")
        used[table] |= {f"dynamodb:{call}" for call in TABLE_CALL.findall(text)} | (TRANSACTION if ".TransactWriteItemsAsync(" in text else set())

    def granted(function, table):
        return {
            action for statement in statements(template["Resources"][function]["Properties"]["Policies"])
            if statement["Resource"] == {"Fn::GetAtt": [table, "Arn"]} for action in as_list(statement["Action"])}

    for function, table in [("McpFunction", "SessionsTable"), ("RegistrationFunction", "RegistrationsTable")]:
        results.expect(
            used[table] <= granted(function, table), f"{function} has the rights that the program uses on {table}",
            f"missing: {sorted(used[table] - granted(function, table))}")
    # Tasks, and the updates of resources that a function tells of while its task runs.
    worker = set().union(*(
        {f"dynamodb:{call}" for call in TABLE_CALL.findall(source.read_text(encoding="utf-8"))}
        for source in (ROOT / "src" / "LambdaMcp.Aws" / "Tasks").rglob("*.cs")))
    # A task's call takes a slot (PutItem, Query) and gives it back.
    for function, used_there in [("TaskFunction", worker | {"dynamodb:DeleteItem"}), ("TaskFailureFunction", worker)]:
        results.expect(
            used_there == granted(function, "SessionsTable"), f"{function} has the rights that tasks use on SessionsTable, and no other",
            f"uses {sorted(used_there)}, has {sorted(granted(function, 'SessionsTable'))}")
    results.expect(granted("AuthorizerFunction", "TokensTable") == {"dynamodb:GetItem"}, "AuthorizerFunction reads single tokens, and writes none")
    results.expect(granted("McpFunction", "RegistrationsTable") == {"dynamodb:GetItem", "dynamodb:Scan"}, "McpFunction writes no registration")


# What a name must be alone among: the account's resources of the kind, in the region or everywhere.
NAMES = {
    "AlarmName", "BucketName", "DashboardName", "FunctionName", "GroupName", "LayerName", "LogGroupName", "ManagedPolicyName", "RoleName", "TableName",
    "TopicName", "QueueName"}


def check_instances(results, template_path, translated):
    """Several stacks live in one account and region: nothing has a name of its own that is not made of the stack's."""
    for logical_id, resource in translated["Resources"].items():
        properties = resource.get("Properties", {})
        named = {name: properties[name] for name in NAMES & properties.keys()}
        if resource["Type"] in ("AWS::ApiGateway::RestApi", "AWS::SecretsManager::Secret", "AWS::WAFv2::WebACL") and "Name" in properties:
            named["Name"] = properties["Name"]
        if resource["Type"] == "AWS::IAM::RolePolicy":
            del named["RoleName"]
        if resource["Type"] in ("AWS::Lambda::Permission", "AWS::Lambda::EventInvokeConfig", "AWS::Lambda::Alias", "AWS::Lambda::Version"):
            named.pop("FunctionName", None)
        results.expect(
            all("AWS::StackName" in json.dumps(value) for value in named.values()), f"{logical_id} has no fixed name", str(named))
        if resource["Type"] == "AWS::CloudWatch::Dashboard":
            results.expect("AWS::Region" in json.dumps(named["DashboardName"]), f"{logical_id}, which every region sees, names its own", str(named))
    template = yaml.load(template_path.read_text(encoding="utf-8"), Loader=TemplateLoader)
    results.expect(not any("Export" in output for output in template["Outputs"].values()), "no output takes a name of the region")


def check_network(results, template_path, translated):
    """What runs tools can be in a VPC; nothing is in one unless it is asked for, and the code has no rights on its network."""
    template = yaml.load(template_path.read_text(encoding="utf-8"), Loader=TemplateLoader)
    functions = {name: r["Properties"] for name, r in translated["Resources"].items() if r["Type"] == "AWS::Lambda::Function"}
    inside = {name: properties["VpcConfig"] for name, properties in functions.items() if "VpcConfig" in properties}
    expected = {"Fn::If": ["IsInVpc", {"SubnetIds": {"Ref": "VpcSubnetIds"}, "SecurityGroupIds": {"Ref": "VpcSecurityGroupIds"}}, {"Ref": "AWS::NoValue"}]}
    results.expect(
        inside == {"McpFunction": expected, "TaskFunction": expected}, "the functions that run tools are in the VPC that is given, and in none otherwise", str(inside))
    for name, fits, fails in [
            ("VpcSubnetIds", ["", "subnet-0123abcd", "subnet-0123456789abcdef0"], ["subnet-1", "vpc-0123abcd", "subnet-0123abcd "]),
            ("VpcSecurityGroupIds", ["", "sg-0123abcd", "sg-0123456789abcdef0"], ["default", "sg-0123abcg"])]:
        parameter = template["Parameters"][name]
        results.expect(parameter["Type"] == "CommaDelimitedList" and parameter["Default"] == "", f"{name} is empty by default")
        pattern = re.compile(parameter["AllowedPattern"])
        for text in fits + fails:
            results.expect(bool(pattern.search(text)) == (text in fits), f"{name} {'takes' if text in fits else 'refuses'} {text!r}")
    attached = {
        role for role, resource in translated["Resources"].items() if resource["Type"] == "AWS::IAM::Role"
        and any("AWSLambdaVPCAccessExecutionRole" in json.dumps(policy) for policy in resource["Properties"].get("ManagedPolicyArns", []))}
    results.expect(attached == {f"{name}Role" for name in inside}, "Lambda has the rights for these functions' network interfaces alone", str(attached))
    denied = translated["Resources"]["NetworkInterfacesPolicy"]
    statement = next(statements(denied["Properties"]["PolicyDocument"]))
    arns = statement["Condition"]["ArnEquals"]["lambda:SourceFunctionArn"]
    results.expect(
        "Condition" not in denied and statement["Effect"] == "Deny" and statement["Resource"] == "*"
        and {role["Ref"] for role in denied["Properties"]["Roles"]} == attached and {arn["Fn::GetAtt"][0] for arn in arns} == set(inside)
        and all(action.startswith("ec2:") for action in statement["Action"]) and len(statement["Action"]) == 6,
        "their own code has none of them", str(denied))


def check_publication(results, template_path):
    """What the Serverless Application Repository takes (AWS SAM template Metadata section properties; Quotas of the repository)."""
    template = yaml.load(template_path.read_text(encoding="utf-8"), Loader=TemplateLoader)
    told = template["Metadata"]["AWS::ServerlessRepo::Application"]
    results.expect("Fn::" not in json.dumps(told) and "Ref" not in told, "what is published says itself, without functions")
    for name, pattern, longest in [
            ("Name", r"[a-zA-Z0-9\-]+", 140), ("Description", r".+", 256), ("Author", r"[a-z0-9](([a-z0-9]|-(?!-))*[a-z0-9])?", 127),
            ("SpdxLicenseId", r"[A-Za-z0-9.+-]+", 127), ("SemanticVersion", r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?", 64)]:
        results.expect(len(told[name]) <= longest and re.fullmatch(pattern, told[name]), f"the repository takes the {name}", told[name])
    results.expect(
        len(told["Labels"]) <= 10 and all(re.fullmatch(r"[a-zA-Z0-9+\-_:/@]{1,127}", label) for label in told["Labels"]), "the repository takes the labels", str(told["Labels"]))
    for name in ("LicenseUrl", "ReadmeUrl"):
        file = template_path.parent / told[name]
        results.expect(file.is_file() and file.stat().st_size <= 5 * 1024 * 1024, f"{name} names a file of at most 5 MB", told[name])
    properties = (template_path.parent / "Directory.Build.props").read_text(encoding="utf-8")
    results.expect(f"<Version>{told['SemanticVersion']}</Version>" in properties, "what is published has the version of what is built", told["SemanticVersion"])
    results.expect(f"<PackageLicenseExpression>{told['SpdxLicenseId']}</PackageLicenseExpression>" in properties, "and its licence")
    results.expect(template_path.stat().st_size <= 450 * 1024, "the template is small enough for CloudFormation, from S3", str(template_path.stat().st_size))
    results.expect(len(template["Parameters"]) <= 200, "CloudFormation takes so many parameters", str(len(template["Parameters"])))


def cycle(translated):
    """A chain of references that ends where it began, or None."""
    resources = translated["Resources"]

    def needs(value):
        if isinstance(value, list):
            return set().union(*map(needs, value)) if value else set()
        if not isinstance(value, dict):
            return set()
        found = set().union(*map(needs, value.values())) if value else set()
        if "Ref" in value:
            found.add(value["Ref"])
        if "Fn::GetAtt" in value:
            found.add(as_list(value["Fn::GetAtt"])[0].split(".")[0])
        if "Fn::Sub" in value:
            found.update(re.findall(r"\$\{([A-Za-z0-9]+)", as_list(value["Fn::Sub"])[0]))
        return found & resources.keys()

    graph = {name: needs(resource.get("Properties", {})) | set(as_list(resource.get("DependsOn", []))) for name, resource in resources.items()}

    def follow(name, chain):
        if name in chain:
            return chain[chain.index(name):] + [name]
        return next((found for other in sorted(graph[name]) if (found := follow(other, chain + [name]))), None)

    return next((found for name in sorted(graph) if (found := follow(name, []))), None)


def lint(results, path):
    run = subprocess.run(
        [sys.executable, "-c", "from cfnlint.runner import main; main()", str(path)], capture_output=True, text=True, check=False)
    results.expect(run.returncode == 0, f"cfn-lint finds nothing in {path.name if ROOT not in path.parents else path.relative_to(ROOT)}", run.stdout + run.stderr)


def check_servers(results):
    """The template that servers generate makes of the sample servers: it is taken, and each function has its own role, log and alarms."""
    if not shutil.which("dotnet"):
        results.expect(os.environ.get("CI") != "true", "the .NET SDK is there, for the template of the sample servers")
        print("SKIPPED: the template of the sample servers, which takes the .NET SDK")
        return
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(
            ["dotnet", "run", "--project", "src/LambdaMcp.Cli", "--", "servers", "generate", "--file", "src/Samples/servers.yaml", "--output", folder],
            cwd=ROOT, capture_output=True, text=True)
        results.expect(made.returncode == 0, "servers generate takes the sample servers", made.stdout + made.stderr)
        if made.returncode != 0:
            return
        path = Path(folder) / "template.yaml"
        lint(results, path)
        try:
            translated = translate(path)
        except InvalidDocumentException as refusal:
            results.expect(False, "the SAM translator takes the servers' template", "; ".join(str(cause.message) for cause in refusal.causes))
            return
        check_policies(results, "the servers' template", translated, SERVERS_WITHOUT_RESOURCE)
        resources = translated["Resources"]
        functions = {name: resource["Properties"] for name, resource in resources.items() if resource["Type"] == "AWS::Lambda::Function"}
        results.expect(len(functions) == 18, "there is a function for each of the eighteen servers", str(sorted(functions)))
        granted = {}
        for role, statement in role_statements(translated):
            granted.setdefault(role, []).append(statement)
        roles = [function["Role"]["Fn::GetAtt"][0] for function in functions.values()]
        results.expect(len(set(roles)) == len(functions), "no two servers share a role")
        for name, function in functions.items():
            server = name.removesuffix("Function")
            own = [statement for statement in granted[f"{server}Role"] if any(action.startswith("logs:") and action.endswith("LogEvents") for action in as_list(statement["Action"]))]
            results.expect(
                [statement["Resource"] for statement in own] == [{"Fn::GetAtt": [f"{server}LogGroup", "Arn"]}], f"{name} writes to its own log alone", str(own))
            results.expect(function["LoggingConfig"] == {"LogGroup": {"Ref": f"{server}LogGroup"}}, f"{name} logs where its role may write")
            wrapper = function.get("Environment", {}).get("Variables", {}).get("AWS_LAMBDA_EXEC_WRAPPER")
            results.expect(wrapper == (None if function["Runtime"] == "provided.al2023" else "/opt/bootstrap"), f"{name} starts the bridge", str(wrapper))
            results.expect(len(function["Layers"]) == 1 and "Ref" in function["Layers"][0], f"{name} has the bridge's layer")
            alarms = {
                resource["Properties"]["MetricName"] for resource in resources.values()
                if resource["Type"] == "AWS::CloudWatch::Alarm" and resource["Properties"]["Dimensions"][0]["Value"] == {"Ref": name}}
            results.expect(alarms == {"Errors", "Throttles", "Duration"}, f"{name} has its alarms", str(alarms))
            results.expect(translated["Outputs"][f"{server}Arn"]["Value"] == {"Fn::GetAtt": [name, "Arn"]}, f"the ARN of {name} is an output")


def main():
    results = Results()
    endpoint = ROOT / "template.yaml"
    for path in (endpoint, ROOT / "src" / "Samples" / "template.yaml", ROOT / "tests" / "Conformance" / "template.yaml"):
        name = str(path.relative_to(ROOT))
        results.expect(path.is_file(), f"{name} exists")
        if not path.is_file():
            continue
        lint(results, path)
        try:
            translated = translate(path)
        except InvalidDocumentException as refusal:
            results.expect(False, f"the SAM translator takes {name}", "; ".join(str(cause.message) for cause in refusal.causes))
            continue
        results.expect(True, f"the SAM translator takes {name}")
        check_policies(results, name, translated)
        if path == endpoint:
            check_front_door(results, translated)
            check_rights(results, translated)
            check_roles(results, translated)
            check_secrets(results, path)
            check_tables(results, path)
            check_limits(results, path, translated)
            check_instances(results, path, translated)
            check_network(results, path, translated)
            check_publication(results, path)
            check_tasks(results, path, translated)
    check_servers(results)
    print(f"{results.passed} passed, {results.failed} failed")
    return 1 if results.failed else 0


if __name__ == "__main__":
    sys.exit(main())
