// Both interceptors: does with a call what its argument "intercept" says.

const answer = (mcp) => ({ interceptorOutputVersion: "1.0", mcp });
const refusal = (id, message) => ({ transformedGatewayResponse: { statusCode: 403, body: { jsonrpc: "2.0", id, error: { code: -32090, message } } } });

export const handler = async ({ mcp: { gatewayRequest, gatewayResponse } }) => {
  const request = gatewayRequest.body;
  const wish = request.params.arguments?.intercept;
  if (gatewayResponse) {
    if (wish === "fail-after") throw new Error("out of order");
    const body = structuredClone(gatewayResponse.body);
    if (wish === "redact") body.result.content = [{ type: "text", text: "redacted" }];
    if (wish === "redact") delete body.result.structuredContent;
    return answer({ transformedGatewayResponse: { statusCode: gatewayResponse.statusCode, body } });
  }
  switch (wish) {
    case "change":
      return answer({ transformedGatewayRequest: { body: { ...request, params: { ...request.params, arguments: { changed: true } } } } });
    case "answer":
      return answer({ transformedGatewayResponse: { statusCode: 200, body: { jsonrpc: "2.0", id: request.id, result: { content: [{ type: "text", text: "answered before" }] } } } });
    case "refuse":
      return answer(refusal(request.id, "Refused by the interceptor."));
    case "fail":
      throw new Error("out of order");
    default:
      return answer({ transformedGatewayRequest: { body: request, headers: gatewayRequest.headers } });
  }
};
