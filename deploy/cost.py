#!/usr/bin/env python3
"""What a month of calls costs on Lambda behind API Gateway, and on Fargate behind a load balancer.

    python3 deploy/cost.py                          the tables of COST.md
    python3 deploy/cost.py --calls 50000 --ms 900   for figures of your own; --help lists them
    python3 deploy/cost.py --write | --check        puts the tables into COST.md, or fails where other ones stand there
"""
import argparse
import dataclasses
import pathlib
import re
import sys

# List prices in USD, us-east-1, without free tiers and discounts, as AWS's pages had them on 2026-11-21. Take them anew before you rely on them.
PRICES = {
    # aws.amazon.com/api-gateway/pricing: REST APIs, the first 333 million requests of a month
    "api request": 3.50e-6,
    # aws.amazon.com/lambda/pricing: x86, the first tier; arm64 costs 0.0000133334
    "lambda GB-second": 0.0000166667,
    "lambda request": 0.20e-6,
    # aws.amazon.com/dynamodb/pricing/on-demand: standard table class
    "read unit": 0.125e-6,
    "write unit": 0.625e-6,
    # aws.amazon.com/cloudwatch/pricing: log ingestion, standard class
    "log GB": 0.50,
    # aws.amazon.com/xray/pricing: traces recorded
    "trace": 5.00e-6,
    # aws.amazon.com/secrets-manager/pricing
    "secret month": 0.40,
    # aws.amazon.com/ec2/pricing/on-demand, data transfer out to the internet, and aws.amazon.com/vpc/pricing
    "GB out": 0.09,
    "NAT hour": 0.045,
    "NAT GB": 0.045,
    "public IPv4 hour": 0.005,
    # aws.amazon.com/fargate/pricing: Linux on x86; ARM costs a fifth less
    "vCPU hour": 0.04048,
    "GB hour": 0.004445,
    # aws.amazon.com/elasticloadbalancing/pricing: Application Load Balancer
    "balancer hour": 0.0225,
    "LCU hour": 0.008,
}
HOURS = 730
GB = 1024 ** 3


@dataclasses.dataclass
class Load:
    """What is called. Every field is an option of this script."""
    calls: float = dataclasses.field(default=1e6, metadata={"help": "calls a month"})
    target_ms: float = dataclasses.field(default=50, metadata={"help": "what a tool's function takes; it is paid for by itself, wherever the endpoint runs"})
    # Benchmarks: a warm call takes 1.7 ms with DynamoDB, Lambda and the function on the same machine.
    ms: float = dataclasses.field(default=1.7, metadata={"help": "what the endpoint itself takes (tests/Benchmarks/README.md: warm call)"})
    hops_ms: float = dataclasses.field(default=18, metadata={"help": "what AWS adds: a read or two of DynamoDB, and an invocation (assumed)"})
    memory_mb: float = dataclasses.field(default=512, metadata={"help": "the endpoint's memory (parameter MemorySize)"})
    cold_share: float = dataclasses.field(default=0.005, metadata={"help": "share of calls that start an instance (assumed)"})
    cold_ms: float = dataclasses.field(default=350, metadata={"help": "what a start is billed beyond the call: loading and initialization (assumed; the process itself needs 26)"})
    authorizer_hits: float = dataclasses.field(default=0.95, metadata={"help": "share of requests for which API Gateway still knows the authorizer's answer; 0 with TokenIssuers"})
    authorizer_ms: float = dataclasses.field(default=8, metadata={"help": "what the authorizer takes (assumed)"})
    reads: float = dataclasses.field(default=2, metadata={"help": "read units of a call: the session, and the registration; 1 for stateless clients, 0 with discovered tools too"})
    writes: float = dataclasses.field(default=0.05, metadata={"help": "write units of a call: a session of 20 calls is written once"})
    # Measured: 830 bytes of records; Lambda's own lines are the rest.
    log_bytes: float = dataclasses.field(default=1300, metadata={"help": "bytes of log of a call; 830 where no Lambda writes its own"})
    busy_hours: float = dataclasses.field(default=176, metadata={"help": "hours of a month over which calls spread: X-Ray traces one request a second and 5 %% of the rest"})
    answer_kb: float = dataclasses.field(default=4, metadata={"help": "size of an answer"})
    tasks: int = dataclasses.field(default=2, metadata={"help": "tasks of Fargate, of a quarter of a processor and 0.5 GB"})


def traced(load):
    first = min(load.calls, load.busy_hours * 3600)
    return first + 0.05 * (load.calls - first)


def on_lambda(load):
    p = PRICES
    gb = load.memory_mb / 1024
    seconds = (load.ms + load.hops_ms + load.target_ms + load.cold_share * load.cold_ms) / 1000
    judged = load.calls * (1 - load.authorizer_hits)
    return {
        "API Gateway, requests": load.calls * p["api request"],
        "Lambda, endpoint: time": load.calls * seconds * gb * p["lambda GB-second"],
        "Lambda, endpoint: requests": load.calls * p["lambda request"],
        "Lambda, authorizer": judged * (p["lambda request"] + load.authorizer_ms / 1000 * 0.25 * p["lambda GB-second"]),
        "DynamoDB": load.calls * (load.reads * p["read unit"] + load.writes * p["write unit"]),
        "CloudWatch Logs": load.calls * load.log_bytes / GB * p["log GB"],
        "X-Ray": traced(load) * p["trace"],
        "Secrets Manager, 2 secrets": 2 * p["secret month"],
        "Data out": load.calls * load.answer_kb * 1024 / GB * p["GB out"],
    }


def on_fargate(load):
    p = PRICES
    # What a unit of a load balancer holds in an hour: 1 GB, 25 new connections a second, 3,000 open ones.
    out = load.calls * load.answer_kb * 1024 / GB
    return {
        f"Fargate, {load.tasks} tasks": load.tasks * HOURS * (0.25 * p["vCPU hour"] + 0.5 * p["GB hour"]),
        "Load balancer": HOURS * p["balancer hour"] + max(out, load.calls / (25 * 3600)) * p["LCU hour"],
        "Public addresses, 2 for the load balancer, 1 for NAT": 3 * HOURS * p["public IPv4 hour"],
        "NAT gateway, one": HOURS * p["NAT hour"] + out * p["NAT GB"],
        "DynamoDB": load.calls * (load.reads * p["read unit"] + load.writes * p["write unit"]),
        "CloudWatch Logs": load.calls * min(load.log_bytes, 830) / GB * p["log GB"],
        "Secrets Manager, 2 secrets": 2 * p["secret month"],
        "Data out": out * p["GB out"],
    }


def table(head, rows):
    lines = [f"| {' | '.join(head)} |", f"| --- |{' --: |' * (len(head) - 1)}"]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


def itemized(costs):
    return [[name, f"{value:.2f}"] for name, value in costs.items()] + [["**a month**", f"**{sum(costs.values()):.2f}**"]]


def break_even(load):
    """The calls of a month from which on Fargate costs less; both are straight lines in what matters."""
    low, high = 0.0, 1e9
    for _ in range(60):
        middle = (low + high) / 2
        there = dataclasses.replace(load, calls=middle)
        low, high = (middle, high) if sum(on_lambda(there).values()) < sum(on_fargate(there).values()) else (low, middle)
    return low


def tables(load):
    loads = [dataclasses.replace(load, target_ms=ms) for ms in (50, 1000)]
    compared = [
        [f"{calls:,.0f}", *(f"{sum(on_lambda(dataclasses.replace(one, calls=calls)).values()):,.2f}" for one in loads),
         f"{sum(on_fargate(dataclasses.replace(load, calls=calls)).values()):,.2f}"]
        for calls in (1e4, 1e5, 1e6, 1e7)]
    stream = 3600 * load.memory_mb / 1024 * PRICES["lambda GB-second"]
    return "\n\n".join([
        f"{load.calls:,.0f} calls on Lambda behind API Gateway, with functions that take {load.target_ms:.0f} ms, in USD:",
        table(["item", "USD"], itemized(on_lambda(load))),
        f"The same on Fargate ({load.tasks} tasks) behind a load balancer:",
        table(["item", "USD"], itemized(on_fargate(load))),
        "By calls a month, in USD:",
        table(["calls", "Lambda, functions of 50 ms", "Lambda, functions of 1 s", f"Fargate, {load.tasks} tasks"], compared),
        f"Fargate costs less from about {break_even(loads[0]) / 1e6:.1f} million calls a month on with functions of 50 ms, and from {break_even(loads[1]) / 1e6:.1f} million with functions of 1 s. "
        f"A stream on which a client listens holds an instance on Lambda: {stream:.3f} an hour each, {stream * HOURS:.2f} in a month without a pause.",
    ])


BETWEEN = re.compile(r"(<!-- cost\.py -->\n).*(<!-- end -->)", re.DOTALL)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for field in dataclasses.fields(Load):
        parser.add_argument(
            f"--{field.name.replace('_', '-')}", type=int if field.name == "tasks" else float, default=field.default, help=f"{field.metadata['help']} ({field.default:g})", metavar="N")
    parser.add_argument("--write", action="store_true", help="put the tables into COST.md")
    parser.add_argument("--check", action="store_true", help="fail where COST.md has other tables")
    given = vars(parser.parse_args())
    write, check = given.pop("write"), given.pop("check")
    text = tables(Load(**given))
    document = pathlib.Path(__file__).with_name("COST.md")
    if not write and not check:
        print(text)
        return 0
    said = document.read_text(encoding="utf-8")
    wanted = BETWEEN.sub(lambda found: f"{found[1]}{text}\n{found[2]}", said)
    if write:
        document.write_text(wanted, encoding="utf-8")
    elif said != wanted:
        print("deploy/COST.md has other tables than deploy/cost.py prints: python3 deploy/cost.py --write")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
