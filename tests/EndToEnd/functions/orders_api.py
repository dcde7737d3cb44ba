"""An HTTP API behind API Gateway (REST API, proxy integration): it knows nothing of MCP."""

import base64
import json

ORDERS = {"1": {"id": "1", "status": "open"}, "2": {"id": "2", "status": "closed"}}


def handler(event, context):
    route = f"{event['httpMethod']} {event['resource']}"
    if route == "GET /orders":
        status = (event["queryStringParameters"] or {}).get("status")
        return answer(200, {"orders": [order for order in ORDERS.values() if status in (None, order["status"])]})
    if route == "GET /orders/{id}":
        order = ORDERS.get(event["pathParameters"]["id"])
        return answer(200, order) if order else answer(404, {"message": f"There is no order {event['pathParameters']['id']}."})
    if route == "POST /orders":
        order = json.loads(event["body"])
        return answer(201, {"created": order, "tenant": event["headers"].get("X-Tenant"), "path": event["requestContext"]["path"]})
    if route == "GET /orders/{id}/label":
        return {
            "statusCode": 200,
            "headers": {"Content-Type": "image/png"},
            "body": base64.b64encode(b"\x89PNG\r\n\x1a\n").decode(),
            "isBase64Encoded": True,
        }
    return answer(405, {"message": f"{route} is not served."})


def answer(status, body):
    return {"statusCode": status, "headers": {"Content-Type": "application/json"}, "body": json.dumps(body)}
