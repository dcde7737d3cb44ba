// Streams its event, and then what the request asks for, each as an event of its own.
export const handler = awslambda.streamifyResponse(async (event, stream) => {
  stream = awslambda.HttpResponseStream.from(stream, { statusCode: 200, headers: { "Content-Type": "text/event-stream", "X-Wrapped": String(Boolean(process.env.WRAPPED)) } });
  stream.write(`data: ${JSON.stringify(event)}\n\n`);
  for (const line of JSON.parse(event.body ?? "[]")) {
    stream.write(`data: ${JSON.stringify(line)}\n\n`);
  }
  stream.end();
});
