"""The definitions for ECS, Kubernetes, systemd and IAM: judged by the tools of those, and held against the image and the program's settings."""
import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

import dockerfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
# IAM knows no resource for these actions.
WITHOUT_RESOURCE = {"ecr:GetAuthorizationToken", "lambda:ListFunctions"}
AWS_VARIABLES = {"AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"}


def check(report):
    image = Image()
    check_ecs(report, image)
    check_kubernetes(report, image)
    check_systemd(report)
    check_compose(report)
    check_iam(report)
    check_cost(report)


class Image:
    def __init__(self):
        final = dockerfile.Dockerfile(DEPLOY / "container" / "Dockerfile").stages[-1]
        self.port, self.user = int(final.last("EXPOSE")), final.last("USER")
        self.probe = dockerfile.command(final.last("HEALTHCHECK"))


def check_settings(report, where, names):
    known = set(re.findall(r"\b[A-Z][A-Z_]+[A-Z]\b", (ROOT / "src/LambdaMcp.Hosting/Settings/Help.cs").read_text(encoding="utf-8"))) | AWS_VARIABLES
    report.expect(set(names) <= known, f"{where}: the program knows every variable", str(set(names) - known))


def check_ecs(report, image):
    task = json.loads((DEPLOY / "ecs/task-definition.json").read_text(encoding="utf-8"))
    service = json.loads((DEPLOY / "ecs/service.json").read_text(encoding="utf-8"))
    if importlib.util.find_spec("botocore"):
        from botocore.session import Session
        from botocore.validate import ParamValidator
        model = Session().get_service_model("ecs")
        for operation, given in (("RegisterTaskDefinition", task), ("CreateService", service)):
            errors = ParamValidator().validate(given, model.operation_model(operation).input_shape)
            report.expect(not errors.has_errors(), f"ECS takes the parameters of {operation}", errors.generate_report())
    else:
        report.skip("the parameters of ECS", "botocore is not installed")
    container = task["containerDefinitions"][0]
    check_settings(report, "the task definition", [one["name"] for one in container["environment"] + container["secrets"]])
    drain = int(next(one["value"] for one in container["environment"] if one["name"] == "MCP_DRAIN_SECONDS"))
    report.expect(drain < container["stopTimeout"] <= 120, "ECS waits for the drain, no longer than Fargate may")
    report.expect(container["healthCheck"]["command"] == ["CMD", *image.probe], "the task's health check is the image's")
    report.expect(container["user"] == image.user and container["readonlyRootFilesystem"] is True, "the task runs as the image's user, on a file system that it cannot change")
    report.expect(container["linuxParameters"]["capabilities"] == {"drop": ["ALL"]}, "the task has no capability")
    report.expect(all(":secretsmanager:" in one["valueFrom"] for one in container["secrets"]), "secrets come by ARN")
    plain = {one["name"] for one in container["environment"]}
    report.expect(not plain & {"MCP_AUTH_TOKEN", "MCP_SEALING_KEY"}, "and stand in no variable of the definition")
    balanced = service["loadBalancers"][0]
    report.expect(
        (balanced["containerName"], balanced["containerPort"]) == (container["name"], image.port) and container["portMappings"][0]["containerPort"] == image.port,
        "the load balancer's targets are the image's port")


def check_kubernetes(report, image):
    folder = DEPLOY / "kubernetes"
    documents = {path.name: list(yaml.safe_load_all(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.yaml"))}
    listed = documents.pop("kustomization.yaml")[0]["resources"]
    report.expect(sorted(listed) == sorted(documents), "the kustomization has every file", f"{sorted(listed)} {sorted(documents)}")
    check_types(report, documents)
    check_kustomize(report, folder, len(documents))
    found = {one["kind"]: one for several in documents.values() for one in several}
    report.expect("Secret" not in found, "no secret stands in a file")
    namespace = found["Namespace"]["metadata"]["name"]
    report.expect(
        all(one["metadata"].get("namespace") == namespace for kind, one in found.items() if kind != "Namespace"), "everything is in the one namespace")

    deployment = found["Deployment"]["spec"]
    pod, labels = deployment["template"]["spec"], deployment["template"]["metadata"]["labels"]
    container = pod["containers"][0]
    selectors = [
        deployment["selector"]["matchLabels"], found["Service"]["spec"]["selector"], found["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
        found["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"], pod["topologySpreadConstraints"][0]["labelSelector"]["matchLabels"]]
    report.expect(all(selector == labels for selector in selectors), "every selector finds the pods", str(selectors))
    report.expect(found["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"] == found["Deployment"]["metadata"]["name"] and "replicas" not in deployment,
                  "the autoscaler alone has the number of replicas")
    report.expect(found["HorizontalPodAutoscaler"]["spec"]["minReplicas"] > found["PodDisruptionBudget"]["spec"]["minAvailable"], "a node can be drained")
    for name, path in (("startupProbe", "/health"), ("readinessProbe", "/health/ready"), ("livenessProbe", "/health")):
        report.expect(container[name]["httpGet"] == {"path": path, "port": container["ports"][0]["name"]}, f"the {name} asks {path}")
    report.expect(container["ports"][0]["containerPort"] == image.port, "the container's port is the image's")
    drain = int(found["ConfigMap"]["data"]["MCP_DRAIN_SECONDS"])
    pause = container["lifecycle"]["preStop"]["sleep"]["seconds"]
    report.expect(pod["terminationGracePeriodSeconds"] >= pause + drain + 5, "Kubernetes waits for preStop and the drain")
    # The restricted profile of the pod security standards.
    outer, inner = pod["securityContext"], container["securityContext"]
    report.expect(
        outer["runAsNonRoot"] is True and str(outer["runAsUser"]) == image.user and outer["seccompProfile"] == {"type": "RuntimeDefault"}
        and inner["allowPrivilegeEscalation"] is False and inner["capabilities"] == {"drop": ["ALL"]} and inner["readOnlyRootFilesystem"] is True
        and not {"hostNetwork", "hostPID", "hostIPC"} & pod.keys(), "the pod keeps to the restricted profile")
    report.expect(
        found["Namespace"]["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted", "which its namespace enforces")
    report.expect(found["ServiceAccount"]["automountServiceAccountToken"] is False and pod["serviceAccountName"] == found["ServiceAccount"]["metadata"]["name"],
                  "the pod has no rights in the cluster")
    mount, volume = container["volumeMounts"][0], pod["volumes"][0]
    file = next(one["value"] for one in container["env"] if one["name"] == "MCP_AUTH_TOKEN_FILE")
    report.expect(
        mount["name"] == volume["name"] and file == f"{mount['mountPath']}/{volume['secret']['items'][0]['path']}", "the token's file is where the program looks", file)
    check_settings(report, "the deployment", [one["name"] for one in container["env"]] + list(found["ConfigMap"]["data"]))


def check_types(report, documents):
    """Names and types of all fields, as Kubernetes' own API description has them (npm: kubernetes-types, by the TypeScript compiler)."""
    modules = os.environ.get("LAMBDA_MCP_NODE_MODULES", "")
    compiler = pathlib.Path(modules, "typescript", "bin", "tsc")
    if not modules or not compiler.is_file() or not pathlib.Path(modules, "kubernetes-types").is_dir():
        report.skip("the fields of the Kubernetes manifests", "LAMBDA_MCP_NODE_MODULES names no folder with kubernetes-types and typescript")
        return
    files = {f"{name}.ts": typescript(several) for name, several in documents.items()}
    files["misspelt.ts"] = typescript([misspelt(documents["deployment.yaml"][0])])
    with tempfile.TemporaryDirectory() as work:
        os.symlink(modules, f"{work}/node_modules")
        for name, text in files.items():
            pathlib.Path(work, name).write_text(text, encoding="utf-8")
        options = {"noEmit": True, "strict": True, "skipLibCheck": True, "module": "esnext", "moduleResolution": "bundler", "types": []}
        pathlib.Path(work, "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": list(files)}), encoding="utf-8")
        said = subprocess.run(["node", str(compiler), "--project", work], cwd=work, capture_output=True, text=True, check=False).stdout.splitlines()
    report.expect(any(line.startswith("misspelt.ts") and "livenesProbe" in line for line in said), "the compiler finds a misspelt field", "\n".join(said))
    for name in documents:
        errors = [line for line in said if line.startswith(f"{name}.ts")]
        report.expect(not errors, f"Kubernetes knows every field of {name}", "\n".join(errors))


def typescript(documents):
    lines = []
    for number, one in enumerate(documents):
        group, _, version = one["apiVersion"].rpartition("/")
        module = f"{group.removesuffix('.k8s.io') or 'core'}/{version}"
        lines.append(f"export const d{number}: import('kubernetes-types/{module}').{one['kind']} = {json.dumps(one)};")
    return "\n".join(lines)


def misspelt(deployment):
    copy = json.loads(json.dumps(deployment))
    container = copy["spec"]["template"]["spec"]["containers"][0]
    container["livenesProbe"] = container.pop("livenessProbe")
    return copy


def check_kustomize(report, folder, files):
    if not shutil.which("kubectl"):
        report.skip("what kustomize makes of the files", "kubectl is not installed", excused=True)
        return
    run = subprocess.run(["kubectl", "kustomize", str(folder)], capture_output=True, text=True, check=False)
    report.expect(run.returncode == 0 and run.stdout.count("\nkind: ") == files, "kustomize puts the files together", run.stderr)


def check_systemd(report):
    unit = DEPLOY / "systemd/lambda-mcp.service"
    text = unit.read_text(encoding="utf-8")
    settings = dict(line.split("=", 1) for line in (DEPLOY / "systemd/environment").read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    named = re.findall(r"^Environment=([A-Z_]+)=", text, re.MULTILINE)
    check_settings(report, "the unit", [*settings, *named])
    limit = int(re.search(r"^TimeoutStopSec=(\d+)$", text, re.MULTILINE)[1])
    report.expect(limit > int(settings["MCP_DRAIN_SECONDS"]), "systemd waits for the drain")
    report.expect("MCP_AUTH_TOKEN" not in settings and "LoadCredential=token:" in text, "the token is a credential, and no variable")
    if not shutil.which("systemd-analyze"):
        report.skip("what systemd says of the unit", "systemd-analyze is not installed")
        return
    with tempfile.TemporaryDirectory() as work:
        # The executable is not installed on the machine that checks.
        copy = pathlib.Path(work, unit.name)
        copy.write_text(text.replace("/opt/lambda-mcp/bootstrap", shutil.which("true")), encoding="utf-8")
        run = subprocess.run(["systemd-analyze", "verify", "--man=no", str(copy)], capture_output=True, text=True, check=False)
        report.expect(run.returncode == 0 and unit.name not in run.stderr, "systemd takes the unit", run.stderr)
        run = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=15", str(copy)], capture_output=True, text=True, check=False)
        report.expect(run.returncode == 0, "systemd finds it hardened (an exposure of 1.5 of 10 at most)", run.stdout[-200:] + run.stderr)


def check_compose(report):
    path = DEPLOY / "container/compose.yaml"
    service = yaml.safe_load(path.read_text(encoding="utf-8"))["services"]["mcp"]
    context = (path.parent / service["build"]["context"]).resolve()
    report.expect((context / service["build"]["dockerfile"]).is_file(), "compose builds the Dockerfile that is there")
    report.expect(all(port.startswith("127.0.0.1:") for port in service["ports"]), "compose serves this machine alone")
    check_settings(report, "compose", service["environment"])
    engine = shutil.which("docker") and subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode == 0
    if not engine:
        report.skip("what Docker's compose says of the file", "docker compose is not installed", excused=True)
        return
    run = subprocess.run(["docker", "compose", "-f", str(path), "config", "--quiet"], capture_output=True, text=True, check=False, env=os.environ | {"MCP_AUTH_TOKEN": "x" * 16})
    report.expect(run.returncode == 0, "Docker's compose takes the file", run.stderr)


def check_iam(report):
    policies = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted((DEPLOY / "iam").glob("*.json"))}
    for name, policy in policies.items():
        for statement in policy["Statement"]:
            actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
            resources = statement.get("Resource", [])
            resources = resources if isinstance(resources, list) else [resources]
            report.expect(not any("*" in action for action in actions), f"{name}: {statement['Sid']} names its actions", str(actions))
            report.expect("*" not in resources or set(actions) <= WITHOUT_RESOURCE, f"{name}: {statement['Sid']} names its resources", str(resources))
            report.expect(("Principal" in statement) == name.startswith("trust-") and bool(resources) != ("Principal" in statement), f"{name}: {statement['Sid']} is of its kind")
    if importlib.util.find_spec("cfnlint"):
        lint(report, policies)
    else:
        report.skip("what cfn-lint says of the policies", "cfn-lint is not installed")
    check_rights(report, policies["endpoint.json"])


def lint(report, policies):
    """Actions, condition keys and the forms of ARNs, as cfn-lint knows them of resources that have such documents."""
    trust = policies["trust-ecs.json"]
    resources = {}
    for name, policy in policies.items():
        identity = "".join(part.capitalize() for part in pathlib.Path(name).stem.split("-"))
        role = {"AssumeRolePolicyDocument": policy if name.startswith("trust-") else trust}
        if not name.startswith("trust-"):
            role["Policies"] = [{"PolicyName": identity, "PolicyDocument": policy}]
        resources[identity] = {"Type": "AWS::IAM::Role", "Properties": role}
    with tempfile.TemporaryDirectory() as work:
        path = pathlib.Path(work, "policies.json")
        path.write_text(json.dumps({"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}), encoding="utf-8")
        # Rule I3042 would have the partition and account of ARNs be pseudo parameters, which a policy by itself does not have.
        run = subprocess.run(
            [sys.executable, "-c", "from cfnlint.runner import main; main()", "--regions", "eu-central-1", "--template", str(path)], capture_output=True, text=True, check=False)
        report.expect(run.returncode == 0, "cfn-lint finds nothing in the policies", run.stdout + run.stderr)


def check_rights(report, policy):
    """A server of one's own may do what the function of the stack may, and no more."""
    template = (ROOT / "template.yaml").read_text(encoding="utf-8")
    endpoint = template[template.index("\n  McpFunction:"):template.index("\n  TaskFunction:")]
    authorizer = template[template.index("\n  AuthorizerFunction:"):template.index("\n  McpFunction:")]
    for statement in policy["Statement"]:
        block = re.search(rf"- Sid: {statement['Sid']}\n.*?(?=- Sid:|\Z)", endpoint + authorizer, re.DOTALL)
        actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        if report.expect(block, f"the stack has the right {statement['Sid']} too"):
            there = set(re.findall(r"\b[a-z0-9]+:[A-Z][A-Za-z]+\b", block[0]))
            report.expect(set(actions) <= there, f"{statement['Sid']} allows no more than the stack does", f"{actions} {there}")


def check_cost(report):
    run = subprocess.run([sys.executable, str(DEPLOY / "cost.py"), "--check"], capture_output=True, text=True, check=False)
    report.expect(run.returncode == 0 and "| item | USD |" in (DEPLOY / "COST.md").read_text(encoding="utf-8"), "COST.md has what cost.py works out", run.stdout + run.stderr)
