"""Answers with its event, and what its environment is."""

import os

import of_the_layer


def handler(event, context):
    if event["rawPath"] == "/fail":
        raise ValueError("on purpose")
    return {
        "event": event,
        "greeting": of_the_layer.GREETING,
        "neighbour": os.environ["NEIGHBOUR"],
        "wrapped": "WRAPPED" in os.environ,
        "runtime": os.environ["AWS_EXECUTION_ENV"],
        "root": os.environ["LAMBDA_TASK_ROOT"],
    }
